namespace LatencyEngine.Viewer.Terminal;

/// <summary>The views of the terminal viewer, in the order of their keys.</summary>
public enum ScreenKind
{
    Instruments = 0,
    Depth = 1,
    Orders = 2,
    Positions = 3,
    Risk = 4,
    Health = 5,
}
