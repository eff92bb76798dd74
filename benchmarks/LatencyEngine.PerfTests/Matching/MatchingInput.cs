using System.Numerics;
using LatencyEngine.Backtest.OrderFiles;
using LatencyEngine.Domain;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.PerfTests.Matching;

/// <summary>An order flow ready to be measured: its commands, what they must come to, and the core that fits them.</summary>
internal sealed class MatchingInput
{
    /// <summary>Buyers and sellers are so many each and nobody is both: every trade is checked for a self-trade, and none is one.</summary>
    private const uint AccountsPerSide = 32;

    private readonly MatchCommand[] _commands;
    private readonly int _prefill;

    public MatchingInput(string name, ReadOnlySpan<OrderRow> rows, int prefill, OrderFlowFacts facts, BookRules rules)
    {
        Name = name;
        Facts = facts;
        _prefill = prefill;
        _commands = CommandsOf(rows);
        Rules = rules with { SelfTradePrevention = SelfTradePrevention.CancelNewest };
        var capacities = new MatchingCapacities { AccountIdEnd = (2 * AccountsPerSide) + 1 };
        var orders = (int)BitOperations.RoundUpToPowerOf2((uint)facts.RestingMost + 1);
        Capacities = capacities with { Orders = Math.Max(capacities.Orders, orders) };
    }

    public string Name { get; }

    public OrderFlowFacts Facts { get; }

    public BookRules Rules { get; }

    public MatchingCapacities Capacities { get; }

    /// <summary>What stands in the book before the time runs.</summary>
    public ReadOnlySpan<MatchCommand> Prefill => _commands.AsSpan(0, _prefill);

    public ReadOnlySpan<MatchCommand> Operations => _commands.AsSpan(_prefill);

    // Whoever cancels an order names its owner, as a gateway does; ids that never were are asked for by the first account.
    private static MatchCommand[] CommandsOf(ReadOnlySpan<OrderRow> rows)
    {
        var owners = new Dictionary<ulong, uint>(rows.Length);
        var commands = new MatchCommand[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            var row = rows[i];
            if (row.Operation is OrderOperation.New or OrderOperation.NewImmediate) owners[row.OrderId] = AccountOf(row.OrderId, row.Side);
            commands[i] = new MatchCommand
            {
                OrderId = row.OrderId,
                Price = row.Price,
                Quantity = row.Quantity,
                AccountId = owners.GetValueOrDefault(row.OrderId, 1U),
                Operation = row.Operation,
                Side = row.Side,
            };
        }

        return commands;
    }

    private static uint AccountOf(ulong orderId, Side side) =>
        1 + (uint)(orderId % AccountsPerSide) + (side == Side.Sell ? AccountsPerSide : 0);
}
