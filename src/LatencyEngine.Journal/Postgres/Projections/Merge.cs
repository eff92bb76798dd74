namespace LatencyEngine.Journal.Postgres.Projections;

/// <summary>What becomes of a column when a row of the same key comes again.</summary>
internal enum Merge
{
    /// <summary>The new value replaces the old one, null included.</summary>
    Latest = 0,

    /// <summary>Part of the key.</summary>
    Key = 1,

    /// <summary>The new value replaces the old one unless it is null.</summary>
    Known = 2,

    /// <summary>The first value that is not null stays.</summary>
    First = 3,

    /// <summary>The new value is added to the old one.</summary>
    Sum = 4,
}
