namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// A state cannot be saved or loaded: a field of a kind that nobody has decided about, or an image of other code, other
/// sizes or other strategies. Says which. Cold.
/// </summary>
[ColdPath("snapshots are made and loaded by cold threads")]
public sealed class StateImageException : Exception
{
    public StateImageException(string message)
        : base(message)
    {
    }
}
