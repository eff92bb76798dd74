using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace LatencyEngine.Trading.Snapshots;

/// <summary>
/// How objects of a class, or elements of a struct, are saved: its fields, those of its structs among them, with their
/// places in memory. Immutable.
/// </summary>
[ColdPath("snapshots are made and loaded by cold threads")]
internal sealed class TypePlan
{
    private readonly List<PlanStep> _steps = [];

    public TypePlan(Type type)
    {
        Type = type;
        Add(type, type.Name, 0);
        Text = Describe();
    }

    public Type Type { get; }

    public IReadOnlyList<PlanStep> Steps => _steps;

    /// <summary>Whether an object can be made from its saved fields alone: nothing of it is left out.</summary>
    public bool IsComplete { get; private set; } = true;

    /// <summary>Names, places and types of the fields: what two builds must agree about.</summary>
    public string Text { get; }

    private string Describe()
    {
        var text = new StringBuilder();
        foreach (var step in _steps) text.Append(step.Name).Append('@').Append(step.Offset).Append(' ').Append(step.Type);
        return text.ToString();
    }

    private void Add(Type type, string path, int offset)
    {
        CheckStatics(type);
        if (type.IsDefined(typeof(InlineArrayAttribute)))
            throw new StateImageException($"{path}: an inline array of references is not known to snapshots");
        var instance = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in StateFields.Of(type)) Add(field, instance, $"{path}.{NameOf(field)}", offset);
    }

    private void Add(FieldInfo field, object owner, string path, int offset)
    {
        var type = field.FieldType;
        if (!StateFields.IsState(field))
        {
            IsComplete = false;
            return;
        }

        var at = offset + FieldOffset.Of(field, owner);
        if (StateFields.IsPlain(type)) _steps.Add(new PlanStep(path, at, FieldOffset.SizeOf(type), type));
        else if (type.IsValueType) Add(type, path, at);
        else if (type == typeof(string) || StateFields.IsWalkable(type)) _steps.Add(new PlanStep(path, at, 0, type));
        else throw Undecided(path, type);
    }

    // State that belongs to no object would be shared by two engines of a process, and be in no image.
    private static void CheckStatics(Type type)
    {
        foreach (var field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            if (field is { IsLiteral: false, IsInitOnly: false } && !field.IsDefined(typeof(CompilerGeneratedAttribute)))
                throw new StateImageException($"{type.Name}.{field.Name} is static and may change: no snapshot has it");
    }

    private static StateImageException Undecided(string path, Type type) => new(
        $"{path} is a {type}: snapshots do not know how to save that. Use an array or a collection of the engine, or "
        + $"mark the field [NotState] if nothing that follows depends on it");

    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
