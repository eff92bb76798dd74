using LatencyEngine.TestKit;
using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange;

public sealed class MatchingCoreAllocationTests
{
    private const int Commands = 5_000;

    private static readonly ExchangeProgram _program = ProgramMaker.Make(seed: 9, Commands);

    [Fact]
    public void Every_command_with_every_kind_of_order_allocates_nothing() => Assert.Equal(0L, Allocation.LeastOf(AllocatedByProgram));

    [Fact]
    public void A_snapshot_beside_the_commands_allocates_nothing()
    {
        using var snapshot = new MatchingSnapshot(_program.Capacities);
        using var core = Opened();
        for (var i = 0; i < 500; i++) Run(_program.Commands[i], core);
        Allocation.AssertNone(
            () =>
            {
                core.BeginSnapshot(snapshot);
                while (!core.ContinueSnapshot(1)) core.Advance(core.NowNanos);
            },
            calls: 100);
    }

    private static long AllocatedByProgram()
    {
        using var core = Opened();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var command in (ExchangeCommand[])_program.Commands) Run(command, core);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static MatchingCore<OneEvent> Opened()
    {
        var core = new MatchingCore<OneEvent>(_program.Capacities, new OneEvent());
        for (var book = 0; book < _program.Books.Count; book++) core.Open((uint)book, _program.Books[book]);
        return core;
    }

    private static void Run(ExchangeCommand command, MatchingCore<OneEvent> core)
    {
        var (order, replacement, massCancel) = (command.Order, command.Replacement, command.MassCancel);
        switch (command.Does)
        {
            case ExchangeCommand.Verb.Submit: core.Submit(in order, command.NowNanos); break;
            case ExchangeCommand.Verb.Cancel: core.Cancel(command.OrderId, command.AccountId, command.NowNanos); break;
            case ExchangeCommand.Verb.Reduce: core.Reduce(command.OrderId, command.AccountId, command.Lots, command.NowNanos); break;
            case ExchangeCommand.Verb.Replace: core.Replace(in replacement, command.NowNanos); break;
            case ExchangeCommand.Verb.MassCancel: core.MassCancel(in massCancel, command.NowNanos); break;
            case ExchangeCommand.Verb.SetPhase: core.SetPhase(command.BookId, command.Phase, command.NowNanos); break;
            default: core.Advance(command.NowNanos); break;
        }
    }

    /// <summary>Room for one event, written again and again.</summary>
    private readonly struct OneEvent : IMatchEvents
    {
        private readonly MatchEvent[] _event = new MatchEvent[1];

        public OneEvent()
        {
        }

        public ref MatchEvent Next() => ref _event[0];

        public void Publish()
        {
            // Nobody reads it.
        }
    }
}
