namespace LatencyEngine.Sbe.Schema;

/// <summary>The eleven primitive types of SBE 1.0.</summary>
public enum PrimitiveKind
{
    Char,
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float,
    Double,
}
