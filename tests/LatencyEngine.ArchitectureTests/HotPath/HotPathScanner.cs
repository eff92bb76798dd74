using Mono.Cecil;
using Mono.Cecil.Cil;

namespace LatencyEngine.ArchitectureTests.HotPath;

/// <summary>
/// Reads the IL of a hot assembly and reports what allocates, boxes, locks, awaits or makes text outside of
/// constructors and
/// <c>[ColdPath]</c> members. It sees what the compiler hides: closures, interpolation, <c>lock</c>, iterators.
/// </summary>
/// <remarks>It does not see allocation inside called libraries; the allocation tests do.</remarks>
public static class HotPathScanner
{
    private const string ColdPath = "LatencyEngine.ColdPathAttribute";
    private const string CompilerGenerated = "System.Runtime.CompilerServices.CompilerGeneratedAttribute";

    public static IReadOnlyList<Finding> Scan(string assemblyPath)
    {
        using var stream = File.OpenRead(assemblyPath);
        return Scan(stream, Path.GetDirectoryName(assemblyPath)!);
    }

    public static IReadOnlyList<Finding> Scan(Stream assembly, string referencesFolder)
    {
        var resolver = new DefaultAssemblyResolver();
        resolver.AddSearchDirectory(referencesFolder);
        resolver.AddSearchDirectory(Path.GetDirectoryName(typeof(object).Assembly.Location)!);
        using var module = ModuleDefinition.ReadModule(assembly, new ReaderParameters { AssemblyResolver = resolver });
        return [.. module.GetTypes().SelectMany(type => type.Methods).Where(IsHot).SelectMany(ScanMethod)];
    }

    private static IEnumerable<Finding> ScanMethod(MethodDefinition method)
    {
        if (IsStateMachine(method)) yield return new Finding("async or iterator", NameOf(method), "state machine");
        foreach (var instruction in method.Body.Instructions)
            if (Check(instruction) is var (rule, detail))
                yield return new Finding(rule, NameOf(method), detail);
    }

    private static (string Rule, string Detail)? Check(Instruction instruction) => instruction.OpCode.Code switch
    {
        Code.Newarr => ("allocates an array", $"{instruction.Operand}[]"),
        Code.Box => CheckBox(instruction),
        Code.Newobj => CheckNew((MethodReference)instruction.Operand),
        Code.Call or Code.Callvirt => CheckCall((MethodReference)instruction.Operand),
        _ => null,
    };

    private static (string, string)? CheckBox(Instruction instruction)
    {
        // A box that only feeds a type test of a generic argument ("handler is IFoo") is folded by the JIT and never
        // runs.
        var next = instruction.Next;
        if (next?.OpCode.Code is Code.Isinst) next = next.Next;
        return IsConditional(next) ? null : ("boxes", $"{instruction.Operand}");
    }

    private static bool IsConditional(Instruction? instruction) => instruction?.OpCode.Code is
        Code.Brfalse or Code.Brfalse_S or Code.Brtrue or Code.Brtrue_S or Code.Ldnull;

    private static (string, string)? CheckNew(MethodReference constructor) =>
        IsStruct(constructor.DeclaringType) ? null : ("allocates an object", constructor.DeclaringType.FullName);

    private static (string, string)? CheckCall(MethodReference method)
    {
        var owner = method.DeclaringType.FullName;
        var called = $"{owner}.{method.Name}";
        if (owner is "System.Threading.Monitor" or "System.Threading.Lock") return ("locks", called);
        if (owner.StartsWith("System.Linq.", StringComparison.Ordinal)) return ("uses LINQ", called);
        return method.ReturnType.FullName == "System.String" && !IsOwnGetter(method) ? ("makes text", called) : null;
    }

    /// <summary>A getter of the same assembly is scanned itself: it can only hand out text that is there already.</summary>
    private static bool IsOwnGetter(MethodReference method) =>
        method.Name.StartsWith("get_", StringComparison.Ordinal) && method.Resolve()?.Module == method.Module;

    private static bool IsStruct(TypeReference type) =>
        type.IsValueType || type.IsGenericParameter || (type.Resolve()?.IsValueType ?? false);

    private static bool IsHot(MethodDefinition method) =>
        method.HasBody && !method.IsConstructor && !IsCold(method) && !IsRecordText(method);

    private static bool IsStateMachine(MethodDefinition method) =>
        method.CustomAttributes.Any(a => a.AttributeType.Name is
            "AsyncStateMachineAttribute" or "IteratorStateMachineAttribute" or "AsyncIteratorStateMachineAttribute");

    /// <summary>The text of a record is written by the compiler and called by people only.</summary>
    private static bool IsRecordText(MethodDefinition method) =>
        method.Name is "ToString" or "PrintMembers" && Has(method, CompilerGenerated);

    private static bool IsCold(MethodDefinition method) =>
        Has(method, ColdPath) || PropertyOf(method) is { } property && Has(property, ColdPath)
        || IsCold(method.DeclaringType) || OwnerOfLocalFunction(method) is { } owner && IsCold(owner);

    private static bool IsCold(TypeDefinition? type) =>
        type is not null
        && (Has(type, ColdPath) || IsMadeForTheCompiler(type) || IsCold(type.DeclaringType) || IsClosureOfCold(type));

    /// <summary>Lists that the compiler makes for collection expressions: making one is the breach, and is found there.</summary>
    private static bool IsMadeForTheCompiler(TypeDefinition type) =>
        type.Namespace.Length == 0 && type.Name.StartsWith("<>z__", StringComparison.Ordinal);

    /// <summary>A closure or state machine that the compiler made for a member is as cold as that member.</summary>
    private static bool IsClosureOfCold(TypeDefinition type)
    {
        if (type.DeclaringType is null || !type.Name.StartsWith('<')) return false;
        var makers = type.DeclaringType.Methods.Where(m => m.HasBody && Makes(m, type)).ToList();
        return makers.Count > 0 && makers.TrueForAll(m => m.IsConstructor || Has(m, ColdPath));
    }

    private static bool Makes(MethodDefinition method, TypeDefinition type) =>
        method.Body.Variables.Any(v => v.VariableType.Resolve() == type)
        || method.Body.Instructions.Any(i => i.OpCode.Code is Code.Newobj && TypeMadeBy(i).Resolve() == type);

    private static TypeReference TypeMadeBy(Instruction newobj) => ((MethodReference)newobj.Operand).DeclaringType;

    /// <summary>
    /// A lambda or local function is called <c>&lt;Owner&gt;b__0_1</c> or <c>&lt;Owner&gt;g__Name|0_1</c>.
    /// </summary>
    private static MethodDefinition? OwnerOfLocalFunction(MethodDefinition method)
    {
        if (!method.Name.StartsWith('<')) return null;
        var name = method.Name[1..method.Name.IndexOf('>', StringComparison.Ordinal)];
        var declaring = method.DeclaringType;
        var type = declaring.Name.StartsWith('<') ? declaring.DeclaringType : declaring;
        return type.Methods.FirstOrDefault(m => m.Name == name);
    }

    private static PropertyDefinition? PropertyOf(MethodDefinition method) =>
        method.DeclaringType.Properties.FirstOrDefault(p => p.GetMethod == method || p.SetMethod == method);

    private static bool Has(ICustomAttributeProvider member, string attribute) =>
        member.HasCustomAttributes && member.CustomAttributes.Any(a => a.AttributeType.FullName == attribute);

    private static string NameOf(MethodDefinition method) => $"{method.DeclaringType.FullName}.{method.Name}";
}
