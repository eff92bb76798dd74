using System.Text;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.TestKit.Exchange;

/// <summary>One command of a program, as a value that can be run, shown and made simpler.</summary>
public sealed record ExchangeCommand
{
    /// <summary>Which of the fields count.</summary>
    public enum Verb
    {
        Submit, Cancel, Reduce, Replace, MassCancel, SetPhase, Advance,
    }

    public required Verb Does { get; init; }

    public required long NowNanos { get; init; }

    public NewOrder Order { get; init; }

    public ReplaceRequest Replacement { get; init; }

    public MassCancelRequest MassCancel { get; init; }

    public ulong OrderId { get; init; }

    public uint AccountId { get; init; }

    public long Lots { get; init; }

    public uint BookId { get; init; }

    public TradingPhase Phase { get; init; }

    public void Run(IExchange exchange)
    {
        switch (Does)
        {
            case Verb.Submit: exchange.Submit(Order, NowNanos); break;
            case Verb.Cancel: exchange.Cancel(OrderId, AccountId, NowNanos); break;
            case Verb.Reduce: exchange.Reduce(OrderId, AccountId, Lots, NowNanos); break;
            case Verb.Replace: exchange.Replace(Replacement, NowNanos); break;
            case Verb.MassCancel: exchange.MassCancel(MassCancel, NowNanos); break;
            case Verb.SetPhase: exchange.SetPhase(BookId, Phase, NowNanos); break;
            default: exchange.Advance(NowNanos); break;
        }
    }

    public override string ToString() => $"{NowNanos,5} " + (Does switch
    {
        Verb.Submit => Text(Order),
        Verb.Cancel => $"cancel {OrderId} by account {AccountId}",
        Verb.Reduce => $"reduce {OrderId} by account {AccountId}, {Lots} lots",
        Verb.Replace => $"replace {Replacement.OrderId} by account {Replacement.AccountId}: price {Price(Replacement.Price)}, trigger "
            + $"{Price(Replacement.TriggerPrice)}, lots {Replacement.Quantity}{(Replacement.ToBack ? ", to back" : "")}",
        Verb.MassCancel => $"mass cancel: account {MassCancel.AccountId}, book {(MassCancel.IsOneBook ? $"{MassCancel.BookId}" : "all")}, "
            + $"side {MassCancel.Side}{(MassCancel.IsDisconnect ? ", disconnected" : "")}",
        Verb.SetPhase => $"book {BookId} to {Phase}",
        _ => "time goes on",
    });

    private static string Text(in NewOrder order)
    {
        var text = new StringBuilder($"{order.OrderId}: {order.Side} {order.Quantity} {order.Type} {order.TimeInForce}");
        if (order.Price != NewOrder.NoPrice) text.Append($" at {order.Price}");
        if (order.TriggerPrice != NewOrder.NoPrice) text.Append($" trigger {order.TriggerPrice}");
        text.Append($", account {order.AccountId}, book {order.BookId}");
        if (order.Conditions != OrderConditions.None) text.Append($", {order.Conditions}");
        if (order.SelfTradePrevention != SelfTradePrevention.None) text.Append($", {order.SelfTradePrevention}");
        if (order.DisplayQuantity != 0) text.Append($", shows {order.DisplayQuantity}");
        if (order.MinimumQuantity != 0) text.Append($", at least {order.MinimumQuantity}");
        if (order.TrailKind != TrailKind.None) text.Append($", trails {order.Trail} {order.TrailKind}");
        if (order.Peg != PegKind.None) text.Append($", pegged {order.Peg}");
        if (order.Offset != 0) text.Append($", offset {order.Offset}");
        if (order.ExpireNanos != 0) text.Append($", until {order.ExpireNanos}");
        if (order.GroupId != 0) text.Append($", {order.Contingency} of group {order.GroupId}");
        return text.ToString();
    }

    private static string Price(long price) => price == NewOrder.NoPrice ? "-" : $"{price}";
}
