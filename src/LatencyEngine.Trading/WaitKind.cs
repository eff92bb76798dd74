namespace LatencyEngine.Trading;

/// <summary>How the threads of a pipeline spend the time without events.</summary>
public enum WaitKind : byte
{
    Adaptive,
    BusySpin,
    Yielding,
    BackOffParking,
    Blocking,
}
