namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// Whether a value is always on the wire, may be null on the wire, or is never on the wire.
/// </summary>
public enum Presence
{
    Required,
    Optional,
    Constant,
}
