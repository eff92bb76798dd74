using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>Walks the objects of a state and writes them down. One use, one cold thread.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class StateSaver(TypePlans plans, StateBuffer to)
{
    private readonly Dictionary<object, int> _numbers = new(ReferenceEqualityComparer.Instance);

    public void Save(TradingStages stages)
    {
        _numbers.Add(stages, 1);
        SaveFields(plans.Of(typeof(TradingStages)), ref FieldOffset.FirstByte(stages));
    }

    private void SaveFields(TypePlan plan, ref byte first)
    {
        foreach (var step in plan.Steps)
        {
            ref var field = ref Unsafe.AddByteOffset(ref first, step.Offset);
            if (step.IsPlain) to.Write(MemoryMarshal.CreateReadOnlySpan(ref field, step.SizeInBytes));
            else SaveReference(Unsafe.As<byte, object?>(ref field), step);
        }
    }

    // An object is written where it is met first; after that, its number.
    private void SaveReference(object? value, PlanStep step)
    {
        if (value is null)
        {
            to.Write(0);
            return;
        }

        if (_numbers.TryGetValue(value, out var known))
        {
            to.Write(known);
            return;
        }

        _numbers.Add(value, _numbers.Count + 1);
        to.Write(_numbers.Count);
        SaveObject(value, step);
    }

    private void SaveObject(object value, PlanStep step)
    {
        if (step.IsPolymorphic) to.Write(value.GetType().FullName!);
        if (value is string text) to.Write(text);
        else if (value is Array array) SaveArray(array, step);
        else SaveFields(plans.Of(plans.CheckWalkable(value, step)), ref FieldOffset.FirstByte(value));
    }

    private void SaveArray(Array array, PlanStep step)
    {
        to.Write(array.Length);
        var element = array.GetType().GetElementType()!;
        if (plans.PlainElementSize(array.GetType()) is var size and > 0)
            RunCoding.Encode(ArrayBytes.Of(array, size), RunCoding.PeriodOf(size), to);
        else if (element.IsValueType)
            SaveStructs(array, plans.Of(element));
        else
            SaveReferences((object?[])array, new PlanStep(step.Name + "[]", 0, 0, element));
    }

    private void SaveStructs(Array array, TypePlan plan)
    {
        var size = FieldOffset.SizeOf(plan.Type);
        for (var i = 0; i < array.Length; i++) SaveFields(plan, ref ArrayBytes.Element(array, i, size));
    }

    private void SaveReferences(object?[] array, PlanStep step)
    {
        foreach (var value in array) SaveReference(value, step);
    }
}
