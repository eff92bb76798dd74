using System.Xml.Linq;
using LatencyEngine.TestKit;
using Mono.Cecil;

namespace LatencyEngine.ArchitectureTests;

/// <summary>Every public type says in a sentence what it is for.</summary>
public sealed class DocumentationTests
{
    public static TheoryData<string> Assemblies =>
        [.. Repository.ProjectFiles("src").Select(file => Path.GetFileNameWithoutExtension(file)!)];

    [Theory, MemberData(nameof(Assemblies))]
    public void Every_public_type_has_a_summary(string assembly)
    {
        var path = Path.Combine(AppContext.BaseDirectory, assembly + ".dll");
        using var module = ModuleDefinition.ReadModule(path);
        var documented = DocumentedTypes(XDocument.Load(Path.ChangeExtension(path, ".xml")));
        Breaches.AssertNone(UndocumentedIn(module, documented));
    }

    [Fact]
    public void The_check_can_fail()
    {
        using var module = ModuleDefinition.ReadModule(typeof(DocumentationTests).Assembly.Location);
        Assert.Contains(typeof(DocumentationTests).FullName, UndocumentedIn(module, []));
    }

    private static HashSet<string> DocumentedTypes(XDocument documentation) =>
        [.. documentation.Descendants("member")
            .Where(member => member.Elements("inheritdoc").Any() || member.Elements("summary").Any(HasText))
            .Select(member => (string)member.Attribute("name")!)
            .Where(name => name.StartsWith("T:", StringComparison.Ordinal))
            .Select(name => name[2..])];

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || (type.IsNestedPublic && IsVisible(type.DeclaringType));

    private static bool HasText(XElement element) => element.Value.Trim().Length > 0;

    private static IEnumerable<string> UndocumentedIn(ModuleDefinition module, HashSet<string> documented) =>
        module.GetTypes()
            .Where(IsVisible)
            .Select(type => type.FullName.Replace('/', '.'))
            .Where(name => !documented.Contains(name));
}
