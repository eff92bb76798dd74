namespace LatencyEngine.Runtime.Collections;

/// <summary>
/// A link together with the generation of its item. The generation wraps after 2^32 tenants of one place.
/// </summary>
public readonly record struct SlabHandle(int Link, int Generation);
