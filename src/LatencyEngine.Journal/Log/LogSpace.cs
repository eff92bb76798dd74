namespace LatencyEngine.Journal.Log;

/// <summary>How much room the log has left. An engine refuses new orders unless it is <see cref="Ample"/>.</summary>
public enum LogSpace
{
    /// <summary>The next segment is there, or is being made without trouble.</summary>
    Ample = 0,

    /// <summary>No spare segment can be made: what is left of the current one is all there is.</summary>
    Low = 1,

    /// <summary>The writer waits for room. Nothing is lost; it goes on by itself.</summary>
    Exhausted = 2,
}
