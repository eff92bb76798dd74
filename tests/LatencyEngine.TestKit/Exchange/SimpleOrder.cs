using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>A live order of the simple twin.</summary>
internal sealed class SimpleOrder(in NewOrder asked)
{
    public NewOrder Asked = asked;

    public ulong Id => Asked.OrderId;

    public bool IsBuy => Asked.Side == Side.Buy;

    public OrderType Type { get; set; } = asked.Type;

    public OrderPlace Place { get; set; }

    public long Price { get; set; } = asked.Price;

    public long Trigger { get; set; } = asked.TriggerPrice;

    /// <summary>Farthest price of a pegged order.</summary>
    public long Cap { get; set; } = asked.Price;

    public long Leaves { get; set; } = asked.Quantity;

    /// <summary>Of an iceberg, lots of the slice that shows now.</summary>
    public long Slice { get; set; }

    public long Arrival { get; set; }

    public long Entered { get; set; }

    public long Traded { get; set; }

    public long MustTrade { get; set; } =
        (asked.Conditions & OrderConditions.AllOrNone) != 0 ? long.MaxValue : asked.MinimumQuantity;

    public bool IsIceberg => Asked.DisplayQuantity > 0;

    public bool IsHidden => Asks(OrderConditions.Hidden) || Asked.Type == OrderType.Pegged;

    public bool IsChild => Asked.Contingency is Contingency.Child or Contingency.BracketChild;

    public bool IsMutual => Asked.Contingency is Contingency.OneCancelsOther or Contingency.BracketChild;

    /// <summary>Lots that may trade at its place now.</summary>
    public long Tradable => IsIceberg ? Slice : Leaves;

    public long Displayed => Place == OrderPlace.Resting && !IsHidden ? Tradable : 0;

    public bool Asks(OrderConditions conditions) => (Asked.Conditions & conditions) != 0;

    public void ShowSlice() => Slice = Math.Min(Asked.DisplayQuantity, Leaves);

    /// <summary>Fewer lots; of an iceberg from what does not show first.</summary>
    public void Shrink(long lots)
    {
        Leaves -= lots;
        Slice = Math.Min(Slice, Leaves);
    }

    public OrderView View() => new()
    {
        OrderId = Id,
        AccountId = Asked.AccountId,
        BookId = Asked.BookId,
        Side = Asked.Side,
        Place = Place,
        Price = Price,
        TriggerPrice = Place is OrderPlace.Waiting or OrderPlace.Held ? Trigger : NewOrder.NoPrice,
        Leaves = Leaves,
        Displayed = Displayed,
    };
}
