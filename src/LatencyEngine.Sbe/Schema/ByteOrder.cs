namespace LatencyEngine.Sbe.Schema;

/// <summary>
/// The order of bytes of every number on the wire. It is schema-wide: header, group dimensions, lengths of
/// var data, enums and sets follow it as fields do.
/// </summary>
public enum ByteOrder
{
    LittleEndian,
    BigEndian,
}
