namespace LatencyEngine.Runtime.Memory;

/// <summary>How the pages behind a buffer were obtained.</summary>
public enum HugePageBacking
{
    None = 0,

    /// <summary>
    /// The kernel was advised and may use huge pages where it finds room (Linux transparent huge pages).
    /// </summary>
    Advised = 1,

    /// <summary>The pages come from the reserved pool (Linux hugetlb, Windows large pages): certain.</summary>
    Reserved = 2,
}
