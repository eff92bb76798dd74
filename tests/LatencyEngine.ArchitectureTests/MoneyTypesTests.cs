using LatencyEngine.ArchitectureTests.HotPath;
using Mono.Cecil;

namespace LatencyEngine.ArchitectureTests;

/// <summary>
/// Money, prices and times never pass through binary floating point or calendar types in the rooms that own them.
/// </summary>
public sealed class MoneyTypesTests
{
    private static readonly string[] Forbidden =
        ["System.Single", "System.Double", "System.Decimal", "System.DateTime", "System.DateTimeOffset", "System.Half"];

    private static readonly string[] Rooms = ["LatencyEngine.Domain", "LatencyEngine.Trading"];

    public static TheoryData<string> Rows => [.. HotAssemblies.Names.Where(name => Rooms.Contains(name))];

    [Theory, MemberData(nameof(Rows))]
    public void No_field_and_no_signature_uses_floating_point_or_calendar_types(string assembly)
    {
        using var module = ModuleDefinition.ReadModule(HotAssemblies.PathOf(assembly));
        Breaches.AssertNone(BreachesIn(module));
    }

    [Fact]
    public void The_check_can_fail()
    {
        using var module = ModuleDefinition.ReadModule(typeof(MoneyTypesTests).Assembly.Location);
        Assert.Contains(BreachesIn(module), breach => breach.Contains(nameof(Control), StringComparison.Ordinal));
    }

    private static IEnumerable<string> BreachesIn(ModuleDefinition module)
    {
        foreach (var type in module.GetTypes())
        {
            foreach (var field in type.Fields.Where(f => IsForbidden(f.FieldType))) yield return field.FullName;
            foreach (var method in type.Methods)
                if (IsForbidden(method.ReturnType) || method.Parameters.Any(p => IsForbidden(p.ParameterType)))
                    yield return method.FullName;
        }
    }

    private static bool IsForbidden(TypeReference type) =>
        Forbidden.Contains(type.GetElementType().FullName)
        || type is GenericInstanceType generic && generic.GenericArguments.Any(IsForbidden);

    private sealed record Control(double? Price);
}
