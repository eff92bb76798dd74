using System.Globalization;
using LatencyEngine.Domain;
using LatencyEngine.TestKit.Exchange;
using LatencyEngine.Trading.Exchange;

namespace LatencyEngine.Tests.Trading.Exchange.Programs;

/// <summary>
/// The matching core against its simple twin. <c>LATENCYENGINE_PROGRAMS</c> says how many programs, 10,000 without it;
/// <c>LATENCYENGINE_SEED</c> the first seed.
/// </summary>
public sealed class RandomProgramTests
{
    private const int Parts = 10;
    private const int ProgramsDefault = 10_000;
    private const int CommandsMax = 60;

    private static readonly CancelReason[] _cancelReasons =
    [
        CancelReason.Requested, CancelReason.MassCancel, CancelReason.ImmediateOrCancel, CancelReason.FillOrKill,
        CancelReason.NoLiquidity, CancelReason.SelfTrade, CancelReason.OneCancelsOther, CancelReason.ParentEnded,
        CancelReason.MinimumQuantity, CancelReason.ReduceOnly, CancelReason.PostOnly, CancelReason.AuctionEnded,
        CancelReason.Disconnected, CancelReason.OutsideBand, CancelReason.CapacityReached,
    ];

    private static readonly RejectReason[] _rejectReasons =
    [
        RejectReason.MalformedCommand, RejectReason.UnknownAccount, RejectReason.UnknownInstrument, RejectReason.UnknownOrder,
        RejectReason.NotOwner, RejectReason.UnsupportedOrderType, RejectReason.UnsupportedTimeInForce,
        RejectReason.InstrumentNotTradable, RejectReason.ReduceOnly, RejectReason.PriceOutOfRange, RejectReason.QuantityTooSmall,
        RejectReason.QuantityTooLarge, RejectReason.NoReferencePrice, RejectReason.PriceOutsideBand, RejectReason.CapacityReached,
        RejectReason.PostOnlyWouldTrade, RejectReason.DuplicateOrderId, RejectReason.PhaseForbids,
    ];

    public static TheoryData<int> PartNumbers => [.. Enumerable.Range(0, Parts)];

    [Theory, MemberData(nameof(PartNumbers))]
    public void Core_and_twin_say_the_same_of_every_program(int part)
    {
        var comparison = new ProgramComparison(capacities => new CoreExchange(capacities), capacities => new SimpleExchange(capacities));
        var (first, count) = (Setting("LATENCYENGINE_SEED", 1), Setting("LATENCYENGINE_PROGRAMS", ProgramsDefault));
        for (var program = part; program < count; program += Parts)
        {
            var seed = unchecked(first + program) & int.MaxValue;
            var difference = comparison.Explain(ProgramMaker.Make(seed, 1 + (seed % CommandsMax)));
            Assert.True(difference is null, $"seed {seed}\n{difference}");
        }
    }

    [Fact]
    public void A_twin_with_a_mistake_is_found_and_shown_in_a_few_commands()
    {
        var comparison = new ProgramComparison(
            capacities => new CoreExchange(capacities), capacities => new SimpleExchange(capacities) { IsLastInFirstOut = true });
        var program = Enumerable.Range(1, 500).Select(seed => ProgramMaker.Make(seed, CommandsMax))
            .First(program => comparison.FirstDifference(program) != null);
        Assert.InRange(comparison.Shrink(program).Commands.Count, 2, 5);
    }

    [Fact]
    public void The_programs_have_everything_in_them()
    {
        var (kinds, cancels, rejects) = (new HashSet<MatchEventKind>(), new HashSet<CancelReason>(), new HashSet<RejectReason>());
        for (var seed = 1; seed < 4_000; seed++)
        {
            var program = ProgramMaker.Make(seed, CommandsMax);
            using var core = new CoreExchange(program.Capacities);
            program.Open(core);
            foreach (var command in program.Commands)
            {
                command.Run(core);
                foreach (var said in core.Said)
                {
                    kinds.Add(said.Kind);
                    if (said.Kind == MatchEventKind.Canceled) cancels.Add((CancelReason)said.Reason);
                    if (said.Kind == MatchEventKind.Rejected) rejects.Add((RejectReason)said.Reason);
                }
            }
        }

        Assert.Equal(Enum.GetValues<MatchEventKind>().Where(kind => kind != MatchEventKind.None), kinds.Order());
        Assert.Equal(_cancelReasons, cancels.Order());
        Assert.Equal(_rejectReasons, rejects.Order());
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
