using System.Buffers.Binary;
using System.Text;
using LatencyEngine.Domain;

namespace LatencyEngine.Tests.Journal.Json;

/// <summary>
/// Makes the bytes of any message without groups, from the description that the compiler emits: values at random and at the
/// ends of their ranges, nulls, texts of every length, gaps of zeros. All of it follows from the seed.
/// </summary>
internal sealed class RandomMessages(int seed)
{
    private static readonly string[] _pieces = ["a", "\"", "\\", "\n", "\u0001", "é", "€", "😀", "{}", "/", "<", "\u007f"];

    private readonly Random _random = new(seed);

    public byte[] Of(SbeMessageLayout layout)
    {
        var block = new byte[layout.BlockLength];
        foreach (var field in layout.Fields) Fill(field, block.AsSpan(field.Offset, field.Size));
        var message = new List<byte>(HeaderOf(layout));
        message.AddRange(block);
        foreach (var data in layout.Data) AddData(message, data);
        return [.. message];
    }

    public static byte[] HeaderOf(SbeMessageLayout layout)
    {
        var header = new byte[LatencyEngineMessages.HeaderSize];
        BinaryPrimitives.WriteUInt16LittleEndian(header, (ushort)layout.BlockLength);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(2), (ushort)layout.TemplateId);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), LatencyEngineMessages.SchemaId);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), LatencyEngineMessages.SchemaVersion);
        return header;
    }

    private void Fill(SbeFieldLayout field, Span<byte> place)
    {
        _random.NextBytes(place);
        if (field.Kind == SbeFieldKind.Text) FillText(place);
        else if (field.Kind == SbeFieldKind.Integer) FillInteger(field, place);
    }

    private void FillText(Span<byte> place)
    {
        for (var i = 0; i < place.Length; i++)
            if (place[i] == 0) place[i] = (byte)'x';
        place[_random.Next(place.Length + 1)..].Clear();
    }

    // The ends of the range are where codecs err.
    private void FillInteger(SbeFieldLayout field, Span<byte> place)
    {
        Span<byte> bits = stackalloc byte[sizeof(ulong)];
        var choice = _random.Next(6);
        if (choice == 0) place.Clear();
        if (choice == 1) place.Fill(0xFF);
        if (choice is 2 or 3) place[..^1].Fill((byte)(choice == 2 ? 0xFF : 0));
        if (choice is 2 or 3) place[^1] = (byte)(choice == 2 ? 0x7F : 0x80);
        if (choice != 4 || !field.IsOptional) return;
        BinaryPrimitives.WriteUInt64LittleEndian(bits, field.NullBits);
        bits[..place.Length].CopyTo(place);
    }

    private void AddData(List<byte> message, SbeDataLayout data)
    {
        var text = new StringBuilder();
        for (var i = _random.Next(20); i > 0; i--) text.Append(_pieces[_random.Next(_pieces.Length)]);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        Span<byte> length = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(length, (uint)bytes.Length);
        message.AddRange(length[..data.LengthSize]);
        message.AddRange(bytes);
    }
}
