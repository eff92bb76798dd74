using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// Finds every type that a state may be made of: what fields declare, and what stands where only an interface is
/// declared. One use, one cold thread.
/// </summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class StateSurvey(TypePlans plans)
{
    private readonly SortedDictionary<string, TypePlan> _types = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _builds = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _declared = [];
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public void Visit(TradingStages stages) => VisitObject(stages);

    /// <summary>Builds, sizes, seats, and a hash of the fields of all types.</summary>
    public List<string> Describe(TradingStages stages)
    {
        var lines = new List<string> { BitConverter.IsLittleEndian ? "little-endian" : "big-endian" };
        lines.Add(stages.Capacities.ToString());
        foreach (var seat in stages.Strategies.Seats)
            lines.Add($"seat of strategy {seat.StrategyId}: {seat.Strategy.GetType().FullName}");
        lines.AddRange(_builds);
        lines.Add($"{_types.Count} types with fields {HashOfFields()}");
        return lines;
    }

    private void VisitObject(object value)
    {
        if (!_seen.Add(value)) return;
        var plan = plans.Of(value.GetType());
        VisitType(plan);
        VisitFields(plan, ref FieldOffset.FirstByte(value));
    }

    private void VisitFields(TypePlan plan, ref byte first)
    {
        foreach (var step in plan.Steps)
            if (!step.IsPlain && step.Type != typeof(string))
                VisitValue(Unsafe.As<byte, object?>(ref Unsafe.AddByteOffset(ref first, step.Offset)), step);
    }

    private void VisitValue(object? value, PlanStep step)
    {
        if (value is null) return;
        if (value is not Array array)
        {
            plans.CheckWalkable(value, step);
            VisitObject(value);
            return;
        }

        var element = array.GetType().GetElementType()!;
        if (element.IsValueType || element == typeof(string)) return; // Their types are declared.
        foreach (var item in (object?[])array) VisitValue(item, new PlanStep(step.Name + "[]", 0, 0, element));
    }

    private void VisitType(TypePlan plan)
    {
        if (!_types.TryAdd(plan.Type.FullName!, plan)) return;
        Note(plan.Type);
        foreach (var step in plan.Steps) VisitDeclared(step.Type);
    }

    private void VisitDeclared(Type type)
    {
        if (type == typeof(string) || type.IsInterface || type.IsAbstract || !_declared.Add(type)) return;
        Note(type);
        if (type.IsArray) VisitDeclared(type.GetElementType()!);
        else if (!plans.IsPlain(type)) VisitType(plans.Of(type));
    }

    // The build decides what fields mean: one that computes otherwise must not go on from here.
    private void Note(Type type)
    {
        if (plans.BuildOf(type) is { Length: > 0 } build) _builds.Add(build);
    }

    private string HashOfFields()
    {
        var text = new StringBuilder();
        foreach (var plan in _types.Values) text.Append(plan.Text).Append('\n');
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())), 0, 8);
    }
}
