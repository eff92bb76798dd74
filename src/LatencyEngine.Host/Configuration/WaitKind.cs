namespace LatencyEngine.Host.Configuration;

/// <summary>How a thread waits for the next event; the names of the wait strategies of <c>Runtime</c>.</summary>
public enum WaitKind
{
    BusySpin,
    Yielding,
    Adaptive,
    BackOffParking,
    Blocking,
}
