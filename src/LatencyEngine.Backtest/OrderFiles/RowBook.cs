using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles;

/// <summary>One book of a core that takes the rows of a file. One thread; owns the core.</summary>
internal sealed class RowBook : IDisposable
{
    private const uint BookId = 0;

    private readonly MatchingCore<EventList> _core;
    private readonly EventList _events = new();

    // Filled in again for every row: only what differs between rows is written.
    private NewOrder _order = NewOrder.Limit(0, Side.Buy, 0, 0);
    private ReplaceRequest _change = new() { ToBack = true, TriggerPrice = NewOrder.NoPrice };

    public RowBook(RunSizes sizes)
    {
        _core = new MatchingCore<EventList>(new MatchingCapacities { Orders = sizes.Orders, SpecialOrders = 1, Groups = 1 }, _events);
        _core.Open(BookId, new BookRules { LevelsPerSide = sizes.LevelsPerSide });
    }

    /// <summary>What the last row led to.</summary>
    public ReadOnlySpan<MatchEvent> Events => _events.Written;

    public int Resting => _core.LiveOrders;

    public void Apply(in OrderRow row)
    {
        _events.Clear();
        switch (row.Operation)
        {
            case OrderOperation.New: Submit(in row, TimeInForce.Gtc); break;
            case OrderOperation.NewImmediate: Submit(in row, TimeInForce.Ioc); break;
            case OrderOperation.Modify: Replace(in row); break;
            default: _core.Cancel(FileOrderId.ToCore(row.OrderId), 0, 0); break;
        }
    }

    /// <summary>Where an order rests, ticks; <see cref="NewOrder.NoPrice"/> where there is none.</summary>
    public long PriceOf(ulong fileId) =>
        _core.TryFind(FileOrderId.ToCore(fileId), out var order) ? order.Price : NewOrder.NoPrice;

    public int LevelsOf(Side side) => _core.LevelCountOf(BookId, side);

    /// <summary>Ticks, or <see cref="NewOrder.NoPrice"/>.</summary>
    public long BestOf(Side side) => _core.TryBest(BookId, side, out var best) ? best.Price : NewOrder.NoPrice;

    public void Dispose() => _core.Dispose();

    private void Submit(in OrderRow row, TimeInForce timeInForce)
    {
        _order.OrderId = FileOrderId.ToCore(row.OrderId);
        _order.Side = row.Side;
        _order.TimeInForce = timeInForce;
        _order.Price = row.Price;
        _order.Quantity = row.Quantity;
        _core.Submit(in _order, 0);
    }

    private void Replace(in OrderRow row)
    {
        _change.OrderId = FileOrderId.ToCore(row.OrderId);
        _change.Price = row.Price;
        _change.Quantity = row.Quantity;
        _core.Replace(in _change, 0);
    }
}
