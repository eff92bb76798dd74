using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Turns the room that is left on the disk into commands: when it runs low, new orders are refused while cancels still
/// pass; when it is ample again, trading goes on. The control thread.
/// </summary>
internal struct SpaceWatch
{
    private bool _hasHalted;

    /// <returns><c>null</c> while nothing is to be said.</returns>
    public EngineEvent? CommandOn(LogSpace space)
    {
        var mustHalt = space != LogSpace.Ample;
        if (mustHalt == _hasHalted) return null;
        _hasHalted = mustHalt;
        Console.Error.WriteLine(mustHalt
            ? "journal: the disk is nearly full: new orders are refused until there is room; cancels pass"
            : "journal: there is room on the disk again: orders are taken");
        var command = default(EngineEvent);
        ref var state = ref command.Begin<SetTradingState>();
        state.ScopeKind = ScopeKind.Engine;
        state.TradingState = mustHalt ? TradingState.Halted : TradingState.Active;
        state.Rearm = mustHalt ? (byte)0 : (byte)1;
        return command;
    }
}
