namespace LatencyEngine.Runtime.Memory;

/// <summary>
/// What a buffer got from the operating system, and why it did not get the rest. Immutable; for start-up reports.
/// </summary>
/// <param name="Locked">The pages cannot be swapped out.</param>
/// <param name="HugePages">
/// <see cref="HugePageBacking.Reserved"/> pages are certain; <see cref="HugePageBacking.Advised"/> is a request that
/// the
/// kernel accepted and honours where it finds room.
/// </param>
/// <param name="Pretouched">Every page was written before the first event, so that no event pays for a page
/// fault.</param>
/// <param name="Refusals">One sentence for each thing asked for and not got; empty when everything was
/// granted.</param>
[ColdPath("made once, at start-up")]
public sealed record Residency(bool Locked, HugePageBacking HugePages, bool Pretouched, string Refusals);
