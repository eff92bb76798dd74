namespace LatencyEngine.Sbe.Parsing;

/// <summary>
/// Walks along a block or a composite and gives each member its offset: the stated one, or the end of the
/// member before. A wrong one is reported and mended, so that one mistake is one finding.
/// </summary>
internal sealed class LayoutCursor(string owner)
{
    private readonly VersionOrder _versions = new();
    private string _last = "";

    /// <summary>Bytes up to the end of the last member placed.</summary>
    public int End { get; private set; }

    /// <summary>The offset of a member that takes <paramref name="size"/> bytes.</summary>
    public int Place(SchemaNode node, int size, int sinceVersion)
    {
        _versions.Check(node, sinceVersion);
        var offset = node.Integer("offset", 0, SchemaLimits.BlockBytesMax) ?? End;
        if (offset < End)
        {
            node.Error(Rule.OffsetTooSmall, "offset",
                $"offset {offset} of '{node.Name}' overlaps '{_last}'; expected at least {End}");
            offset = End;
        }
        if ((long)offset + size > SchemaLimits.BlockBytesMax)
        {
            node.Error(Rule.TooLarge,
                $"'{node.Name}' ends at byte {(long)offset + size} of '{owner}'; the limit is "
                + $"{SchemaLimits.BlockBytesMax}");
            return End;
        }
        End = offset + size;
        _last = node.Name;
        return offset;
    }
}
