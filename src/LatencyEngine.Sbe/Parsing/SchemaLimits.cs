namespace LatencyEngine.Sbe.Parsing;

/// <summary>The most of everything that the compiler accepts, so that no schema can exhaust it.</summary>
public static class SchemaLimits
{
    /// <summary>Characters in one schema file. The largest schemas of real venues are below 1 MB.</summary>
    public const long FileCharactersMax = 16 * 1024 * 1024;

    /// <summary>Files that include one another.</summary>
    public const int IncludeDepthMax = 16;

    /// <summary>Includes in one schema, counted as often as they are written.</summary>
    public const int IncludesMax = 256;

    /// <summary>XML elements inside one another. A schema needs far fewer; deeper ones are hostile.</summary>
    public const int ElementDepthMax = 64;

    /// <summary>Composites inside one another, by nesting or by reference.</summary>
    public const int TypeDepthMax = 16;

    /// <summary>Groups inside one another.</summary>
    public const int GroupDepthMax = 16;

    /// <summary>Bytes of a block, a composite or an array.</summary>
    public const int BlockBytesMax = 16 * 1024 * 1024;

    /// <summary>
    /// Members of all composites after every ref is expanded, which bounds the work per message.
    /// </summary>
    public const int ExpandedMembersMax = 65_536;

    /// <summary>Characters of a name (the standard's limit).</summary>
    public const int NameCharactersMax = 64;

    /// <summary>Ids and versions are uint16 on the wire as everyone deploys it.</summary>
    public const int IdMax = ushort.MaxValue;
}
