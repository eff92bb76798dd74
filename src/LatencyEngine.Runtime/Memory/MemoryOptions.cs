namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// What to ask of the operating system for a buffer. A refusal is recorded in <see cref="Residency"/>, never fatal.
/// </summary>
/// <param name="Lock">Keep the pages in physical memory (mlock, VirtualLock), so that no access ever faults.</param>
/// <param name="HugePages">
/// Back the buffer with huge pages (2 MiB on x64), so that it needs few entries of the address-translation cache.
/// </param>
public readonly record struct MemoryOptions(bool Lock = false, bool HugePages = false);
