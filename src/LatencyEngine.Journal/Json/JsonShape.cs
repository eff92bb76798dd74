using System.Text;

namespace LatencyEngine.Journal.Json;

/// <summary>
/// What a block of one version and length holds: the fields that are there, and the gaps that no field covers. Immutable.
/// </summary>
internal sealed class JsonShape
{
    private const long VersionFactor = 1 << 16;

    private readonly byte[] _head;
    private readonly (int Start, int Length)[] _gaps;

    public JsonShape(JsonField[] fields, int blockLength, int version)
    {
        BlockLength = blockLength;
        Version = version;
        Fields = [.. fields.Where(field => field.Layout.SinceVersion <= version)];
        IsWhole = Fields.All(field => field.End <= blockLength);
        FieldMask = Fields.Aggregate(0UL, (mask, field) => mask | (1UL << field.Index));
        _head = Encoding.UTF8.GetBytes($"{{\"{EventJson.HeaderProperty}\":{NumberOf(blockLength, version)}");
        _gaps = IsWhole ? GapsOf(Fields, blockLength) : [];
    }

    public int BlockLength { get; }

    public int Version { get; }

    /// <summary>In the order of the schema, which is that of the offsets.</summary>
    public JsonField[] Fields { get; }

    /// <summary>Whether the block is long enough for all of them; a shorter one is no message of its version.</summary>
    public bool IsWhole { get; }

    /// <summary>A bit for each field, by its index.</summary>
    public ulong FieldMask { get; }

    /// <summary>An opening brace and the number of the shape.</summary>
    public ReadOnlySpan<byte> Head => _head;

    /// <summary>Block length and version as one number: for version 0 it is the block length.</summary>
    public static long NumberOf(int blockLength, int version) => (version * VersionFactor) + blockLength;

    public static (int BlockLength, int Version) Split(long number) =>
        ((int)(number % VersionFactor), (int)(number / VersionFactor));

    /// <summary>Whether every byte that no field covers is zero, so that JSON loses nothing with it.</summary>
    public bool HasZeroGaps(ReadOnlySpan<byte> block)
    {
        foreach (var (start, length) in _gaps)
            if (block.Slice(start, length).ContainsAnyExcept((byte)0)) return false;
        return true;
    }

    private static (int Start, int Length)[] GapsOf(JsonField[] fields, int blockLength)
    {
        var gaps = new List<(int Start, int Length)>();
        var end = 0;
        foreach (var field in fields)
        {
            if (field.Offset > end) gaps.Add((end, field.Offset - end));
            end = field.End;
        }

        if (blockLength > end) gaps.Add((end, blockLength - end));
        return [.. gaps];
    }
}
