namespace LatencyEngine;

/// <summary>
/// Marks a member, or all members of a type, of a hot room that may allocate: it runs at start-up, on a cold thread,
/// or
/// when the process is about to stop. The only exemption from the hot-path rules; review reads the reason.
/// Compiled into every hot room, because the lowest rooms reference nothing.
/// </summary>
/// <param name="reason">Why this code never runs on a pinned thread in steady state.</param>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Method
    | AttributeTargets.Constructor | AttributeTargets.Property | AttributeTargets.Enum)]
internal sealed class ColdPathAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
