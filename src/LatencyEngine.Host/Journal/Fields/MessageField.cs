using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Host.Text;

namespace LatencyEngine.Host.Journal.Fields;

/// <summary>
/// One field of a message, read from the bytes of any version of it and written as people read it. Cold; immutable.
/// </summary>
/// <param name="Name">As in the schema.</param>
/// <param name="Offset">From the start of the block, in bytes.</param>
/// <param name="Size">In bytes.</param>
/// <param name="EnumType">Of an enum or a set; <c>null</c> for all else.</param>
/// <param name="NullValue">What stands for null; <c>null</c> where nothing does.</param>
internal sealed record MessageField(
    string Name, int Offset, int Size, FieldForm Form, FieldUnit Unit, Type? EnumType, Int128? NullValue)
{
    public bool IsNumber => Form is FieldForm.Signed or FieldForm.Unsigned;

    /// <returns><c>false</c> where it is null, or the writer did not have it.</returns>
    public bool TryGetNumber(ReadOnlySpan<byte> block, out Int128 value)
    {
        value = 0;
        if (!IsNumber || Offset + Size > block.Length) return false;
        value = Read(block.Slice(Offset, Size));
        return value != NullValue;
    }

    /// <summary>The value for people; <c>null</c> where there is none.</summary>
    public string? TextOf(ReadOnlySpan<byte> block)
    {
        if (Offset + Size > block.Length) return null;
        if (Form == FieldForm.Text) return Encoding.ASCII.GetString(block.Slice(Offset, Size).TrimEnd((byte)0));
        if (Form == FieldForm.Bytes) return Convert.ToHexStringLower(block.Slice(Offset, Size));
        return TryGetNumber(block, out var value) ? TextOf(value) : null;
    }

    /// <summary>A number of this field for people.</summary>
    public string TextOf(Int128 value) => Unit switch
    {
        _ when EnumType is not null => Enum.ToObject(EnumType, (ulong)value).ToString()!.Replace(", ", "+", StringComparison.Ordinal),
        FieldUnit.Time => NanoTime.Of((long)value),
        FieldUnit.Currency => new Currency((ulong)value).ToString(),
        FieldUnit.Hash => ((ulong)value).ToString("x16", System.Globalization.CultureInfo.InvariantCulture),
        _ => ScaledNumber.Of(value, FieldUnits.DecimalsOf(Unit)),
    };

    /// <summary>The number that a text stands for; what <see cref="TextOf(Int128)"/> wrote and what people leave out of it.</summary>
    public bool TryParse(string text, out Int128 value)
    {
        value = 0;
        if (!IsNumber) return false;
        if (EnumType is not null && TryParseEnum(text, out value)) return true;
        switch (Unit)
        {
            case FieldUnit.Currency when Currency.TryParse(text, out var currency):
                value = currency.Code;
                return true;
            case FieldUnit.Time when NanoTime.TryParse(text, out var nanos):
                value = nanos;
                return true;
            case FieldUnit.Hash:
                var isHash = ulong.TryParse(text, System.Globalization.NumberStyles.HexNumber, null, out var hash);
                value = hash;
                return isHash;
            default:
                return ScaledNumber.TryParse(text, FieldUnits.DecimalsOf(Unit), out value);
        }
    }

    private bool TryParseEnum(string text, out Int128 value)
    {
        value = 0;
        var names = text.Replace('+', ',');
        if (!Enum.TryParse(EnumType!, names, ignoreCase: true, out var parsed)) return false;
        value = Convert.ToInt64(parsed, System.Globalization.CultureInfo.InvariantCulture);
        return true;
    }

    private Int128 Read(ReadOnlySpan<byte> bytes)
    {
        var isSigned = Form == FieldForm.Signed;
        return Size switch
        {
            1 => isSigned ? (sbyte)bytes[0] : bytes[0],
            2 => isSigned ? BinaryPrimitives.ReadInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            4 => isSigned ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => isSigned ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : BinaryPrimitives.ReadUInt64LittleEndian(bytes),
        };
    }
}

/// <summary>How a field is stored.</summary>
internal enum FieldForm
{
    Signed,
    Unsigned,
    Text,
    Bytes,
}
