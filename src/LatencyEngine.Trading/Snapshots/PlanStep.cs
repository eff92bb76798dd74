namespace LatencyEngine.Trading.Snapshots;

/// <summary>One field of a type, as a <see cref="TypePlan"/> has it.</summary>
/// <param name="Name">For people: type and path of the field.</param>
/// <param name="Offset">In bytes, from the first field of the object or element.</param>
/// <param name="SizeInBytes">Of a plain value; of a reference 0.</param>
/// <param name="Type">As declared.</param>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed record PlanStep(string Name, int Offset, int SizeInBytes, Type Type)
{
    public bool IsPlain => SizeInBytes > 0;

    /// <summary>The object says by itself what it is.</summary>
    public bool IsPolymorphic => !Type.IsSealed && !Type.IsArray;
}
