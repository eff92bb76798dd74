namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// Marks a field, or all fields of a type, that is wiring, a measurement or text for people: what the engine computes
/// does not depend on it, so a <see cref="StateImage"/> neither saves nor loads it.
/// </summary>
/// <param name="reason">Why nothing that follows depends on it; review reads it.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Class | AttributeTargets.Struct)]
public sealed class NotStateAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
