using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Domain;

namespace LatencyEngine.Journal.Json;

/// <summary>A field of a message's block and the property that shows it. Immutable.</summary>
internal sealed class JsonField(SbeFieldLayout layout, int index)
{
    private readonly byte[] _name = Encoding.UTF8.GetBytes(layout.Name);
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes($",\"{layout.Name}\":");

    public SbeFieldLayout Layout { get; } = layout;

    /// <summary>Place among the fields of the message, from 0.</summary>
    public int Index { get; } = index;

    public int Offset { get; } = layout.Offset;

    public int End { get; } = layout.Offset + layout.Size;

    public int Size { get; } = layout.Size;

    public SbeFieldKind Kind { get; } = layout.Kind;

    public bool IsSigned { get; } = layout.IsSigned;

    public bool IsOptional { get; } = layout.IsOptional;

    public ulong NullBits { get; } = layout.NullBits;

    public ReadOnlySpan<byte> Name => _name;

    /// <summary>A comma, the name and a colon.</summary>
    public ReadOnlySpan<byte> Prefix => _prefix;

    /// <summary>Bytes of the longest value, prefix included.</summary>
    public int LengthMax => _prefix.Length + Kind switch
    {
        SbeFieldKind.Text => 2 + (JsonText.EscapeMax * Size),
        SbeFieldKind.Bytes => 2 + ((Size + 2) / 3 * 4),
        _ => JsonText.NumberMax,
    };

    /// <summary>The integer, sign-extended where it has a sign.</summary>
    public ulong Read(ReadOnlySpan<byte> block)
    {
        var place = block[Offset..];
        return Size switch
        {
            1 => IsSigned ? (ulong)(sbyte)place[0] : place[0],
            2 => IsSigned ? (ulong)BinaryPrimitives.ReadInt16LittleEndian(place) : BinaryPrimitives.ReadUInt16LittleEndian(place),
            4 => IsSigned ? (ulong)BinaryPrimitives.ReadInt32LittleEndian(place) : BinaryPrimitives.ReadUInt32LittleEndian(place),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(place),
        };
    }

    /// <summary>Stores an integer; false when it is outside the range of the field.</summary>
    public bool TryWrite(Span<byte> block, ulong bits)
    {
        var place = block[Offset..];
        switch (Size)
        {
            case 1: place[0] = (byte)bits; break;
            case 2: BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)bits); break;
            case 4: BinaryPrimitives.WriteUInt32LittleEndian(place, (uint)bits); break;
            default: BinaryPrimitives.WriteUInt64LittleEndian(place, bits); break;
        }

        return Read(block) == bits;
    }
}
