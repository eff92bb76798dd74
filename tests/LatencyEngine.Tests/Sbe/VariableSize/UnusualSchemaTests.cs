using LatencyEngine.Sbe.Generation;
using LatencyEngine.Tests.Sbe.Generation;

namespace LatencyEngine.Tests.Sbe.VariableSize;

/// <summary>Shapes and names that the golden schemas do not have. Needs no shared data.</summary>
public sealed class UnusualSchemaTests
{
    private static readonly Lazy<GeneratedAssembly> _deep = new(() => GeneratedAssembly.OfText(
        UnusualSchemas.Deep, new GenerationOptions { Namespace = "Deep", Dtos = true }, UnusualSchemas.DeepDriver));

    [Fact]
    public void Header_and_dimensions_carry_the_numbers_of_groups_and_data_in_the_order_of_the_schema()
    {
        // Header: version 1, schema 7, template 1, block 0, 1 group, 0 data. One branch: block 0, count 1 of
        // 64 bits. One twig: block 2, count 1. Age 1. Leaves: count 1, 0 data, 0 groups, block 4. Size 1.
        const string expected = "01000700010000000001" + "0000" + "00000000000000000000000000000001"
            + "00000000000000020000000000000001" + "0001" + "00000001" + "00" + "00" + "00000004" + "00000001";
        Assert.Equal(expected, Convert.ToHexStringLower(Tree([1])));
    }

    [Fact]
    public void Groups_that_end_one_another_on_three_levels_are_read_as_they_were_written()
    {
        var text = Method<Func<byte[], string>>("TreeText");
        Assert.Equal(
            "Tree branches=[{twigs=[{age=1 leaves=[{size=1}]}{age=2 leaves=[{size=2}{size=3}]}]}{twigs=[]}"
            + "{twigs=[{age=1 leaves=[{size=4}]}]}]",
            text(Tree([2, 0, 1])));
        Assert.Equal("Tree branches=[]", text(Tree([])));
    }

    [Fact]
    public void No_prefix_of_nested_groups_is_accepted_and_no_byte_of_them_leads_out_of_bounds()
    {
        var status = Method<Func<byte[], string>>("Status");
        var tree = Tree([2, 0, 1]);
        Assert.Equal($"Ok {tree.Length}", status(tree));
        for (var length = 0; length < tree.Length; length++)
            Assert.DoesNotContain("Ok", status(tree[..length]), StringComparison.Ordinal);
        for (var index = 0; index < tree.Length; index++)
        {
            foreach (var bit in Enumerable.Range(0, 8))
            {
                var changed = tree.ToArray();
                changed[index] ^= (byte)(1 << bit);
                Assert.Equal(status(changed), status([.. changed]));
            }
        }
    }

    [Theory]
    [InlineData(12, 0x80, "BufferTooShort 12")] // A block length of 2^63.
    [InlineData(20, 0x80, "GroupCountOutOfRange 12")] // A count of 2^63.
    [InlineData(49, 0x00, "GroupCountOutOfRange 46")] // Fewer entries than the schema allows.
    [InlineData(49, 0x04, "GroupCountOutOfRange 46")] // More than it allows.
    [InlineData(55, 0x03, "BlockTooShort 46")]
    public void A_wrong_dimension_is_refused_where_it_stands(int index, byte value, string expected)
    {
        var tree = Tree([1]);
        tree[index] = value;
        Assert.Equal(expected, Method<Func<byte[], string>>("Status")(tree));
    }

    [Fact]
    public void Text_of_other_encodings_is_written_in_them_or_stays_bytes()
    {
        var letter = Method<Func<string, byte[], byte[]>>("Letter");
        var read = Method<Func<byte[], string>>("LetterStatus");
        var written = letter("caf\u00e9", [0x00, 0x68]);
        Assert.Equal("04636166e9" + "0000000000000002" + "0068", Convert.ToHexStringLower(written.AsSpan(12)));
        Assert.Equal("caf\u00e9|0068", read(written));
        Assert.Throws<ArgumentException>(() => letter("\u20ac", []));
        Assert.Throws<ArgumentException>(() => letter("0123456789", []));
    }

    [Theory]
    [InlineData(12, 0x0A, "DataTooLong")]
    [InlineData(17, 0x80, "DataTooLong")]
    [InlineData(17, 0x7F, "DataTooLong")]
    [InlineData(20, 0x7F, "DataTooLong")]
    [InlineData(21, 0x7F, "BufferTooShort")]
    public void A_wrong_length_of_data_is_refused(int index, byte value, string expected)
    {
        var letter = Method<Func<string, byte[], byte[]>>("Letter")("caf\u00e9", [0x00, 0x68]);
        letter[index] = value;
        Assert.Equal(expected, Method<Func<byte[], string>>("LetterStatus")(letter));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Names_that_generated_code_has_of_its_own_compile(bool hotPath)
    {
        var generated = GeneratedAssembly.OfText(
            UnusualSchemas.Names,
            new GenerationOptions { Namespace = "Names.System", HotPath = hotPath, MarkObsolete = true, Dtos = true });
        Assert.NotNull(generated.Type("Names.System.CountDecoder"));
        Assert.NotNull(generated.Type("Names.System.CountEncoder"));
    }

    private static byte[] Tree(int[] twigCounts) => Method<Func<int[], byte[]>>("Tree")(twigCounts);

    private static T Method<T>(string name)
        where T : Delegate => _deep.Value.Method<T>("Deep.Driver", name);
}
