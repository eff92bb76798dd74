using System.Reflection;
using LatencyEngine.Domain.Events;
using LatencyEngine.Runtime.Rings;
using LatencyEngine.Runtime.Topology;
using LatencyEngine.Runtime.Waiting;
using LatencyEngine.Strategies.Contract;
using LatencyEngine.Trading.Stages;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>Decides what a field is to a <see cref="StateImage"/>. Pure.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal static class StateFields
{
    // Wiring, measurements and text for people. A type that decides an output must never come here.
    private static readonly Type[] _notState =
    [
        typeof(SingleProducerSequencer<EngineEvent>), typeof(InputNumbering), typeof(Doorbell), typeof(AllocationWatch),
        typeof(IReadOnlyList<ParameterDescription>), typeof(Capacities), typeof(Exception),
    ];

    /// <summary>Instance fields of the class and its bases, in the order of an image.</summary>
    public static List<FieldInfo> Of(Type type)
    {
        var all = new List<FieldInfo>();
        if (type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType))
            all.AddRange(Of(parent));
        var own = type.GetFields(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly);
        Array.Sort(own, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        all.AddRange(own);
        return all;
    }

    public static bool IsState(FieldInfo field)
    {
        var type = field.FieldType;
        if (field.IsDefined(typeof(NotStateAttribute)) || type.IsDefined(typeof(NotStateAttribute))) return false;
        if (typeof(IWaitStrategy).IsAssignableFrom(type) || typeof(IFeedbackGate).IsAssignableFrom(type)) return false;
        return Array.IndexOf(_notState, type) < 0;
    }

    /// <summary>Whether a value of the type is nothing but its bytes.</summary>
    public static bool IsPlain(Type type)
    {
        if (type == typeof(nint) || type == typeof(nuint)) return false; // An address means nothing elsewhere.
        if (type.IsPrimitive || type.IsEnum) return true;
        if (!type.IsValueType) return false;
        foreach (var field in Of(type))
            if (!IsPlain(field.FieldType) || !IsState(field)) return false;
        return true;
    }

    /// <summary>Whether an object of the type can be walked: an array, or a class of the engine or of a strategy.</summary>
    public static bool IsWalkable(Type type)
    {
        if (type.IsPointer || type.IsByRef || typeof(Delegate).IsAssignableFrom(type)) return false;
        if (type.IsArray) return type.IsSZArray && IsElement(type.GetElementType()!);
        return (type.IsClass || type.IsInterface) && !IsOfPlatform(type);
    }

    private static bool IsElement(Type type) =>
        type.IsValueType ? !IsOfPlatform(type) || IsPlain(type) : type == typeof(string) || IsWalkable(type);

    // What a collection of the platform looks like inside is not ours to know, and hashes of it may differ by process.
    public static bool IsOfPlatform(Type type)
    {
        var name = type.Assembly.GetName().Name!;
        return name.StartsWith("System.", StringComparison.Ordinal) || type.Assembly == typeof(object).Assembly;
    }
}
