namespace LatencyEngine.Runtime.Collections;

/// <summary>An index into a slab and which use of it is meant. The default value never matches.</summary>
public readonly record struct SlabHandle(int Index, int Generation);
