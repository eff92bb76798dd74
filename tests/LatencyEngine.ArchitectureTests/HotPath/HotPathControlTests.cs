using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LatencyEngine.ArchitectureTests.HotPath;

/// <summary>The negative controls of the scan: each kind of breach is compiled for real and must be found.</summary>
public sealed class HotPathControlTests
{
    [Theory]
    [InlineData("allocates an object", "public object M() => new object();")]
    [InlineData("allocates an object", "public System.Func<int> M(int x) => () => x;")]
    [InlineData("allocates an object", "public void M() => throw new System.InvalidOperationException();")]
    [InlineData("allocates an array", "public int[] M(int n) => new int[n];")]
    [InlineData("allocates an array", "public void M(params int[] xs) => M(1, 2);")]
    [InlineData("boxes", "public object M(int x) => x;")]
    [InlineData("boxes", "public bool M(System.DayOfWeek d) => d.Equals(System.DayOfWeek.Friday);")]
    [InlineData("locks", "private readonly object _gate = new(); public void M() { lock (_gate) { } }")]
    [InlineData("locks", "private readonly System.Threading.Lock _gate = new(); public void M() { lock (_gate) { } }")]
    [InlineData("makes text", "public void M(int x) => N(x.ToString()); private static void N(string s) { }")]
    [InlineData("makes text", "public void M(int x) => N($\"{x}\"); private static void N(string s) { }")]
    [InlineData("makes text", "public string Name => 1.ToString(); public void M() => N(Name); private static void N(string s) { }")]
    [InlineData("uses LINQ", "public int M(int[] xs) => System.Linq.Enumerable.Sum(xs);")]
    [InlineData("async or iterator", "public async System.Threading.Tasks.Task M() => await System.Threading.Tasks.Task.Yield();")]
    [InlineData("async or iterator", "public System.Collections.Generic.IEnumerable<int> M() { yield return 1; }")]
    public void A_breach_is_found(string rule, string member) =>
        Assert.Contains(Scan($"public class C {{ {member} }}"), finding => finding.Rule == rule);

    [Theory]
    [InlineData("public int M(System.ReadOnlySpan<int> xs) { var sum = 0; foreach (var x in xs) sum += x; return sum; }")]
    [InlineData("private readonly int[] _xs = new int[8]; public int M(int i) => _xs[i];")]
    [InlineData("public (int, int) M() => new System.ValueTuple<int, int>(1, 2);")]
    [InlineData("public T M<T>() where T : struct => new T();")]
    [InlineData("public string Name { get; } = \"x\"; public void M() => N(Name); private static void N(string s) { }")]
    public void Clean_code_passes(string member) => Assert.Empty(Scan($"public class C {{ {member} }}"));

    [Fact]
    public void A_type_test_of_a_struct_argument_is_not_a_box() =>
        Assert.Empty(Scan(
            "public class C { public int M<T>(T x) where T : struct => x is System.IDisposable ? 1 : 0; }"));

    [Fact]
    public void Cold_members_are_exempt() =>
        Assert.Empty(Scan("""public class C { [LatencyEngine.ColdPath("start-up")] public object M() => new object(); }"""));

    [Fact]
    public void Closures_of_cold_members_are_exempt() => Assert.Empty(Scan(
        """
        public class C
        {
            [LatencyEngine.ColdPath("start-up")]
            public System.Func<object> M(int x) => () => (object)x;
        }
        """));

    [Fact]
    public void A_cold_type_makes_its_members_cold() =>
        Assert.Empty(Scan("""[LatencyEngine.ColdPath("start-up")] public class C { public object M() => new object(); }"""));

    private static IReadOnlyList<Finding> Scan(string source)
    {
        const string attribute =
            """
            namespace LatencyEngine
            {
                [System.AttributeUsage(System.AttributeTargets.All)]
                internal sealed class ColdPathAttribute(string reason) : System.Attribute
                {
                    public string Reason { get; } = reason;
                }
            }
            """;
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] references =
            ["System.Runtime.dll", "System.Private.CoreLib.dll", "System.Linq.dll", "System.Threading.dll"];
        var compilation = CSharpCompilation.Create(
            "Control",
            [CSharpSyntaxTree.ParseText(source), CSharpSyntaxTree.ParseText(attribute)],
            references.Select(file => MetadataReference.CreateFromFile(Path.Combine(framework, file))),
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        image.Position = 0;
        return HotPathScanner.Scan(image, framework);
    }
}
