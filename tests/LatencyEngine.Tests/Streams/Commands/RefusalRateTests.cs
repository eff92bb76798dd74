using LatencyEngine.Domain;
using LatencyEngine.Streams.Commands;
using static LatencyEngine.Tests.Streams.Commands.CommandedEngine;

namespace LatencyEngine.Tests.Streams.Commands;

/// <summary>A flood of refusals leaves a trace in the journal, and no more than that.</summary>
public sealed class RefusalRateTests : IDisposable
{
    private const int PerSecond = 10;

    private readonly CommandedEngine _engine = new(options: new CommandGateOptions { RefusalsPerSecond = PerSecond });

    public RefusalRateTests() => _engine.Journal.Clear();

    public void Dispose() => _engine.Dispose();

    [Fact]
    public void So_many_of_a_kind_are_journaled_in_a_second_and_the_others_counted()
    {
        for (var i = 0; i < 1_000; i++) _engine.Receive(new byte[10]);
        Assert.Equal(PerSecond, Received().Count);
        _engine.Clock.Advance(Second);
        _engine.Run();
        Assert.Equal(PerSecond + 1, Received().Count);
        Assert.Equal(1_000UL - PerSecond, Received()[^1].Count);
        Assert.Equal(1_000, _engine.Gate.Counters.Refused);
    }

    [Fact]
    public void A_flood_of_one_kind_hides_no_other()
    {
        for (var i = 0; i < 1_000; i++) _engine.Receive(new byte[10]);
        _engine.Send(Looker, Buy(1, 1), key: 5);
        Assert.Equal(CommandRefusal.NotPermitted, Received()[^1].CommandRefusal);
    }

    [Fact]
    public void Whoever_has_the_right_code_is_answered_beyond_the_rate()
    {
        for (var i = 0UL; i < PerSecond + 5; i++) _engine.Send(Looker, Buy(1, 1), key: 1 + i);
        Assert.Equal([PerSecond + 1, PerSecond + 2, PerSecond + 3, PerSecond + 4, PerSecond + 5],
            _engine.Told().Select(answer => (int)answer.CommandKey));
    }

    [Fact]
    public void Whoever_has_the_wrong_code_is_not()
    {
        for (var i = 0; i < 1_000; i++) _engine.Receive(new byte[10]);
        Assert.Empty(_engine.Told());
    }

    [Fact]
    public void At_the_end_nothing_is_left_untold()
    {
        for (var i = 0; i < 50; i++) _engine.Receive(new byte[10]);
        _engine.Gate.Close();
        _engine.Run();
        Assert.Equal(50UL, Received().Aggregate(0UL, (sum, received) => sum + received.Count));
    }

    private List<CommandReceived> Received() =>
        [.. _engine.Journal.Where(e => e.Is<CommandReceived>()).Select(e => e.As<CommandReceived>())];
}
