using System.Globalization;
using System.Text;
using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Sbe.Generation;

/// <summary>
/// How a primitive of SBE is written in C#: its keyword and its literals. SBE's char is a byte.
/// </summary>
internal static class CSharpPrimitive
{
    public static string Keyword(PrimitiveType primitive) => primitive.Kind switch
    {
        PrimitiveKind.Char or PrimitiveKind.UInt8 => "byte",
        PrimitiveKind.Int8 => "sbyte",
        PrimitiveKind.Int16 => "short",
        PrimitiveKind.Int32 => "int",
        PrimitiveKind.Int64 => "long",
        PrimitiveKind.UInt16 => "ushort",
        PrimitiveKind.UInt32 => "uint",
        PrimitiveKind.UInt64 => "ulong",
        PrimitiveKind.Float => "float",
        PrimitiveKind.Double => "double",
        _ => throw new ArgumentOutOfRangeException(nameof(primitive)),
    };

    /// <summary>The unsigned integer that holds the bits of a floating point number.</summary>
    public static string BitsKeyword(PrimitiveType primitive) =>
        primitive.Kind == PrimitiveKind.Float ? "uint" : "ulong";

    /// <summary>
    /// A constant expression of the keyword's type for integers. A floating point value is given by its
    /// bits, because C# cannot write a NaN without its sign bit.
    /// </summary>
    public static string Literal(PrimitiveValue value) => value.Kind switch
    {
        PrimitiveKind.Char when value.Bits is > 0x20 and < 0x7F and not '\'' and not '\\' =>
            $"(byte)'{value.ToChar()}'",
        PrimitiveKind.Float =>
            $"global::System.BitConverter.UInt32BitsToSingle(0x{value.Bits:X8}U)",
        PrimitiveKind.Double =>
            $"global::System.BitConverter.UInt64BitsToDouble(0x{value.Bits:X16}UL)",
        PrimitiveKind.Int64 when value.ToInteger() == long.MinValue => "long.MinValue",
        PrimitiveKind.Int32 when value.ToInteger() == int.MinValue => "int.MinValue",
        PrimitiveKind.Int64 => Digits(value) + "L",
        PrimitiveKind.UInt32 => Digits(value) + "U",
        PrimitiveKind.UInt64 => Digits(value) + "UL",
        _ => Digits(value),
    };

    /// <summary>A regular string literal in ASCII.</summary>
    public static string StringLiteral(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\') literal.Append('\\').Append(c);
            else if (c is >= ' ' and <= '~') literal.Append(c);
            else literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
        }

        return literal.Append('"').ToString();
    }

    private static string Digits(PrimitiveValue value) => value.ToInteger().ToString(CultureInfo.InvariantCulture);
}
