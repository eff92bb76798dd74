using LatencyEngine.Domain;
using LatencyEngine.Host.Engine;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.Tests.Host.Engine;

/// <summary>The disk may reduce what is traded, and never takes back a halt.</summary>
public sealed class SpaceWatchTests
{
    [Fact]
    public void Little_room_reduces_once_and_room_again_gives_back()
    {
        var watch = new SpaceWatch(isReduced: false);
        Assert.Null(watch.CommandOn(LogSpace.Ample));
        Assert.Equal(TradingState.ReduceOnly, Told(watch, LogSpace.Low));
        Assert.Null(watch.CommandOn(LogSpace.Exhausted));
        Assert.Equal(TradingState.Active, Told(watch, LogSpace.Ample));
        Assert.Null(watch.CommandOn(LogSpace.Ample));
    }

    [Fact]
    public void A_command_that_found_no_room_in_the_ring_is_asked_for_again()
    {
        var watch = new SpaceWatch(isReduced: false);
        Assert.NotNull(watch.CommandOn(LogSpace.Low));
        Assert.NotNull(watch.CommandOn(LogSpace.Low));
    }

    [Fact]
    public void What_a_restart_left_reduced_is_given_back_when_there_is_room() =>
        Assert.Equal(TradingState.Active, Told(new SpaceWatch(isReduced: true), LogSpace.Ample));

    // A command without re-arming is refused by risk where anything else has locked the engine.
    private static TradingState Told(SpaceWatch watch, LogSpace space)
    {
        var command = watch.CommandOn(space)!.Value;
        watch.Told();
        ref var state = ref command.As<SetTradingState>();
        Assert.Equal((ScopeKind.Engine, (byte)0), (state.ScopeKind, state.Rearm));
        return state.TradingState;
    }
}
