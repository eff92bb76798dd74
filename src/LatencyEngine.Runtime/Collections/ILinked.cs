namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// An item of a <see cref="Slab{T}"/> that can stand in a <see cref="LinkedQueue{T}"/>. Links are the queue's.
/// </summary>
public interface ILinked
{
    int Next { get; set; }

    int Previous { get; set; }
}
