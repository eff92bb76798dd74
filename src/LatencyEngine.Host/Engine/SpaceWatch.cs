using LatencyEngine.Domain;
using LatencyEngine.Domain.Events;
using LatencyEngine.Journal.Log;

namespace LatencyEngine.Host.Engine;

/// <summary>
/// Turns the room that is left on the disk into commands: when it runs low, orders that would increase a position are
/// refused, while cancels and closing orders still pass; when it is ample again, trading goes on. The control thread.
/// </summary>
/// <remarks>
/// It reduces and never locks or re-arms: a halt for another reason, before or meanwhile, stays what it is.
/// </remarks>
/// <param name="isReduced">Whether the engine was left so by a restart.</param>
internal sealed class SpaceWatch(bool isReduced)
{
    private bool _isReduced = isReduced;

    /// <returns>What to tell the engine; <c>null</c> while nothing is to be said. Asked again until it was told.</returns>
    public EngineEvent? CommandOn(LogSpace space)
    {
        var mustReduce = space != LogSpace.Ample;
        if (mustReduce == _isReduced) return null;
        var command = default(EngineEvent);
        ref var state = ref command.Begin<SetTradingState>();
        state.ScopeKind = ScopeKind.Engine;
        state.TradingState = mustReduce ? TradingState.ReduceOnly : TradingState.Active;
        return command;
    }

    /// <summary>The command was published.</summary>
    public void Told()
    {
        _isReduced = !_isReduced;
        Console.Error.WriteLine(_isReduced
            ? "journal: the disk is nearly full: new orders are refused until there is room; cancels pass"
            : "journal: there is room on the disk: orders are taken");
    }
}
