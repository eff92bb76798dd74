namespace LatencyEngine.Runtime.Collections;

/// <summary>The two links of a node in an <see cref="IndexList"/>: indices into the same <see cref="Slab{T}"/>.</summary>
public struct ListLink
{
    /// <summary>No node.</summary>
    public const int None = -1;

    public int Previous;
    public int Next;
}

/// <summary>Says where a node keeps its links, so that the list needs no memory of its own.</summary>
/// <typeparam name="TSelf">The node.</typeparam>
public interface ILinked<TSelf> where TSelf : unmanaged, ILinked<TSelf>
{
    static abstract ref ListLink LinkOf(ref TSelf node);
}
