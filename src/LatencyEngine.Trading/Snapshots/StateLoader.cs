using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// Walks an image and the objects of fresh stages side by side, and makes these what the image says. One use, one cold
/// thread.
/// </summary>
/// <remarks>
/// Objects that are there already stay: others refer to them, and they hold the wiring. What came up while the engine
/// ran (books, arrays that have grown) is made.
/// </remarks>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class StateLoader(TypePlans plans)
{
    private readonly List<object> _objects = [];
    private readonly HashSet<object> _taken = new(ReferenceEqualityComparer.Instance);

    public void Load(ref StateReader from, TradingStages stages)
    {
        Keep(stages);
        LoadFields(ref from, plans.Of(typeof(TradingStages)), ref FieldOffset.FirstByte(stages));
        if (!from.IsAtEnd) throw new StateImageException("the image is damaged: there is more than the state");
    }

    private void LoadFields(ref StateReader from, TypePlan plan, ref byte first)
    {
        foreach (var step in plan.Steps)
        {
            ref var field = ref Unsafe.AddByteOffset(ref first, step.Offset);
            if (step.IsPlain)
            {
                from.Read(step.SizeInBytes).CopyTo(MemoryMarshal.CreateSpan(ref field, step.SizeInBytes));
                continue;
            }

            ref var reference = ref Unsafe.As<byte, object?>(ref field);
            var loaded = LoadReference(ref from, reference, step);
            if (!ReferenceEquals(reference, loaded)) reference = loaded;
        }
    }

    private object? LoadReference(ref StateReader from, object? present, PlanStep step)
    {
        var number = from.ReadCount();
        if (number == 0) return null;
        if (number > _objects.Count + 1) throw new StateImageException($"the image is damaged at {step.Name}");
        if (number == _objects.Count + 1) return LoadObject(ref from, present, step);
        var known = _objects[number - 1];
        return step.Type.IsInstanceOfType(known)
            ? known
            : throw new StateImageException($"the image is damaged: {step.Name} would be a {known.GetType()}");
    }

    private object LoadObject(ref StateReader from, object? present, PlanStep step)
    {
        if (step.Type == typeof(string)) return Keep(from.ReadText());
        if (step.Type.IsArray) return LoadArray(ref from, (Array?)present, step);
        var plan = plans.Of(TypeOf(ref from, present, step));
        var target = Keep(IsFree(present, plan.Type) ? present! : Make(plan, step));
        LoadFields(ref from, plan, ref FieldOffset.FirstByte(target));
        return target;
    }

    // What kind of strategy sits where is not for an image to say: the stages have it already.
    private Type TypeOf(ref StateReader from, object? present, PlanStep step)
    {
        if (!step.IsPolymorphic) return step.Type;
        var name = from.ReadText();
        return present is not null && present.GetType().FullName == name
            ? plans.CheckWalkable(present, step)
            : throw new StateImageException($"{step.Name} was a {name} and is {present?.GetType().FullName ?? "nothing"}");
    }

    private Array LoadArray(ref StateReader from, Array? present, PlanStep step)
    {
        var length = from.ReadCount();
        var element = step.Type.GetElementType()!;
        var fits = present?.Length == length && IsFree(present, step.Type);
        var array = fits ? present! : Array.CreateInstance(element, length);
        Keep(array);
        if (plans.PlainElementSize(step.Type) is var size and > 0)
            RunCoding.Decode(ref from, ArrayBytes.Of(array, size), RunCoding.PeriodOf(size));
        else if (element.IsValueType)
            LoadStructs(ref from, array, plans.Of(element));
        else
            LoadReferences(ref from, (object?[])array, new PlanStep(step.Name + "[]", 0, 0, element));
        return array;
    }

    private void LoadStructs(ref StateReader from, Array array, TypePlan plan)
    {
        var size = FieldOffset.SizeOf(plan.Type);
        for (var i = 0; i < array.Length; i++) LoadFields(ref from, plan, ref ArrayBytes.Element(array, i, size));
    }

    private void LoadReferences(ref StateReader from, object?[] array, PlanStep step)
    {
        for (var i = 0; i < array.Length; i++) array[i] = LoadReference(ref from, array[i], step);
    }

    // Whether what is there can become the object: the right type, and not another object of the image already.
    private bool IsFree(object? present, Type type) =>
        present is not null && present.GetType() == type && !_taken.Contains(present);

    private static object Make(TypePlan plan, PlanStep step) => plan.IsComplete
        ? RuntimeHelpers.GetUninitializedObject(plan.Type)
        : throw new StateImageException($"{step.Name} holds wiring that an image does not have: it must be there already");

    private T Keep<T>(T value)
        where T : class
    {
        _objects.Add(value);
        _taken.Add(value);
        return value;
    }
}
