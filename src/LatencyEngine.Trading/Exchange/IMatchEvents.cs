namespace LatencyEngine.Trading.Exchange;

/// <summary>Where a matching core writes what happened. The core's thread.</summary>
public interface IMatchEvents
{
    /// <summary>The next place to write to, which must be written whole. May wait for room.</summary>
    ref MatchEvent Next();

    /// <summary>A command is done: what was written may be read.</summary>
    void Publish();
}
