using System.Reflection;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>The plans made so far. One thread.</summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class TypePlans
{
    private readonly Dictionary<Type, TypePlan> _plans = [];
    private readonly Dictionary<Type, int> _plainElements = [];
    private readonly Dictionary<Type, bool> _isWalkable = [];
    private readonly Dictionary<Type, bool> _isPlain = [];
    private readonly Dictionary<Assembly, string> _builds = [];

    public TypePlan Of(Type type)
    {
        if (_plans.TryGetValue(type, out var plan)) return plan;
        return _plans[type] = new TypePlan(type);
    }

    /// <inheritdoc cref="StateFields.IsPlain"/>
    public bool IsPlain(Type type)
    {
        if (_isPlain.TryGetValue(type, out var isPlain)) return isPlain;
        return _isPlain[type] = StateFields.IsPlain(type);
    }

    /// <summary>Names the build that a type comes from; empty for the platform's.</summary>
    public string BuildOf(Type type)
    {
        if (_builds.TryGetValue(type.Assembly, out var build)) return build;
        var text = $"{type.Assembly.GetName().Name}, build {type.Module.ModuleVersionId:N}";
        return _builds[type.Assembly] = StateFields.IsOfPlatform(type) ? "" : text;
    }

    /// <summary>Size of the elements of an array where they are nothing but bytes, or 0.</summary>
    public int PlainElementSize(Type array)
    {
        if (_plainElements.TryGetValue(array, out var size)) return size;
        var element = array.GetElementType()!;
        return _plainElements[array] = StateFields.IsPlain(element) ? FieldOffset.SizeOf(element) : 0;
    }

    /// <summary>The type of an object that a field holds.</summary>
    /// <exception cref="StateImageException">It is not what was declared, or nothing that can be walked.</exception>
    public Type CheckWalkable(object value, PlanStep step)
    {
        var type = value.GetType();
        if (!_isWalkable.TryGetValue(type, out var isWalkable))
            isWalkable = _isWalkable[type] = StateFields.IsWalkable(type);
        if (isWalkable && (step.IsPolymorphic || type == step.Type)) return type;
        throw new StateImageException($"{step.Name} holds a {type}: snapshots do not know how to save that");
    }
}
