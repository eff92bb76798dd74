using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Backtest.OrderFiles.Scenarios;

/// <summary>Plays scenarios, each in a core of its own. One thread; one run.</summary>
public sealed class ScenarioRun : IDisposable
{
    private const uint BookId = 0;
    private const int OrdersMax = 1 << 12;

    private readonly EventList _events = new();
    private readonly MatchingCore<EventList> _core;
    private readonly List<ScenarioTrade> _trades = [];
    private readonly List<ScenarioCancel> _cancels = [];
    private readonly List<ScenarioReject> _rejects = [];

    private ScenarioRun(Scenario scenario)
    {
        var accounts = scenario.Commands.Aggregate(0U, (most, command) => Math.Max(most, command.AccountId));
        _core = new MatchingCore<EventList>(
            new MatchingCapacities { Orders = OrdersMax, SpecialOrders = OrdersMax, Groups = 1, AccountIdEnd = accounts + 1 }, _events);
        _core.Open(BookId, new BookRules
        {
            LevelsPerSide = OrdersMax, SelfTradePrevention = scenario.SelfTradePrevention, LastPrice = scenario.LastPrice,
        });
    }

    /// <summary>Plays a scenario and compares all of its outcome.</summary>
    /// <returns>The first difference, or null.</returns>
    public static string? FirstDifference(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        return ScenarioComparison.FirstDifference(scenario.Expected, Play(scenario));
    }

    /// <summary>Plays a scenario.</summary>
    public static ScenarioOutcome Play(Scenario scenario)
    {
        ArgumentNullException.ThrowIfNull(scenario);
        using var run = new ScenarioRun(scenario);
        for (var i = 0; i < scenario.Commands.Count; i++) run.Play(scenario.Commands[i], i + 1);
        return run.Outcome();
    }

    /// <summary>Gives the core's memory back.</summary>
    public void Dispose() => _core.Dispose();

    private void Play(ScenarioCommand command, int number)
    {
        _events.Clear();
        Apply(command);
        foreach (ref readonly var said in _events.Written) Note(in said, number);
    }

    private void Apply(ScenarioCommand command)
    {
        var id = FileOrderId.ToCore(command.OrderId);
        switch (command.Operation)
        {
            case ScenarioOperation.New:
                _core.Submit(OrderOf(command), 0);
                break;
            case ScenarioOperation.Reduce:
                _core.Reduce(id, command.AccountId, command.Quantity, 0);
                break;
            case ScenarioOperation.Replace:
                _core.Replace(
                    new ReplaceRequest
                    {
                        OrderId = id,
                        AccountId = command.AccountId,
                        Price = command.Price,
                        TriggerPrice = NewOrder.NoPrice,
                        Quantity = command.Quantity,
                    },
                    0);
                break;
            default:
                _core.Cancel(id, command.AccountId, 0);
                break;
        }
    }

    private static NewOrder OrderOf(ScenarioCommand command)
    {
        var order = NewOrder.Of(
            FileOrderId.ToCore(command.OrderId), command.Side, command.Type, command.TimeInForce, command.Quantity);
        order.AccountId = command.AccountId;
        order.Price = command.Price;
        order.TriggerPrice = command.TriggerPrice;
        order.DisplayQuantity = command.DisplayQuantity;
        order.Conditions = command.IsPostOnly ? OrderConditions.PostOnly : OrderConditions.None;
        return order;
    }

    private void Note(in MatchEvent said, int command)
    {
        var id = FileOrderId.FromCore(said.OrderId);
        switch (said.Kind)
        {
            case MatchEventKind.Traded:
                _trades.Add(new ScenarioTrade(command, FileOrderId.FromCore(said.MakerOrderId), id, said.Price, said.Quantity));
                break;
            case MatchEventKind.Canceled:
                var reason = ScenarioWords.Of((CancelReason)said.Reason, ScenarioWords.CancelReasons);
                _cancels.Add(new ScenarioCancel(command, id, said.Quantity, reason));
                break;
            case MatchEventKind.Rejected when (RejectReason)said.Reason == RejectReason.PostOnlyWouldTrade:
                // Files take a cancel and a refusal for the same, and know the cancel.
                _cancels.Add(new ScenarioCancel(command, id, said.Quantity, ScenarioWords.PostOnly));
                break;
            case MatchEventKind.Rejected:
                var refusal = ScenarioWords.Of((RejectReason)said.Reason, ScenarioWords.RejectReasons);
                _rejects.Add(new ScenarioReject(command, id, refusal));
                break;
            default:
                break; // Scenarios do not ask what else was said.
        }
    }

    private ScenarioOutcome Outcome() => new()
    {
        Trades = _trades,
        Cancels = _cancels,
        Rejects = _rejects,
        Bids = LevelsOf(Side.Buy),
        Asks = LevelsOf(Side.Sell),
        Stops = StopsOf(),
    };

    private List<ScenarioLevel> LevelsOf(Side side)
    {
        var prices = new long[_core.LevelCountOf(BookId, side)];
        var count = _core.PricesOf(BookId, side, prices);
        var orders = new OrderView[_core.LiveOrders];
        var levels = new List<ScenarioLevel>();
        foreach (var price in prices.AsSpan(0, count))
        {
            var queue = new List<(ulong OrderId, long Leaves)>();
            foreach (ref readonly var order in orders.AsSpan(0, _core.QueueAt(BookId, side, price, orders)))
                queue.Add((FileOrderId.FromCore(order.OrderId), order.Leaves));
            levels.Add(new ScenarioLevel(price, queue));
        }

        return levels;
    }

    private List<ulong> StopsOf()
    {
        var orders = new OrderView[_core.LiveOrders];
        var stops = new List<ulong>();
        foreach (ref readonly var order in orders.AsSpan(0, _core.OthersOf(BookId, orders)))
            stops.Add(FileOrderId.FromCore(order.OrderId));
        return stops;
    }
}
