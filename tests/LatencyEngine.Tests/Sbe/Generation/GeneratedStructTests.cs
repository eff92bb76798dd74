using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LatencyEngine.Sbe.Generation;
using LatencyEngine.Sbe.Parsing;
using LatencyEngine.TestKit;

namespace LatencyEngine.Tests.Sbe.Generation;

/// <summary>
/// The memory of every generated struct is its encoding, and its members keep their promises.
/// </summary>
public sealed class GeneratedStructTests
{
    private const string Driver = """
        using System;

        namespace Structs;

        public static class Driver
        {
            public static string Text(string value)
            {
                var message = M.Create();
                message.Symbol = "ABCDEFGH"u8;
                if (!message.TrySetSymbol(value)) return "refused, still " + message.SymbolText;
                return message.SymbolText + "/" + Convert.ToHexString(message.SymbolRaw);
            }

            public static void TooLong()
            {
                var message = M.Create();
                message.Symbol = "123456789"u8;
            }

            public static string Decimals(decimal value)
            {
                if (!Fixed.TryFromDecimal(value, out var price)) return "refused";
                if (!price.TryGetDecimal(out var back)) return "lost";
                return price.Mantissa.ToString() + " " + back.ToString() + " " + price.ToString();
            }

            public static string Floating(decimal value)
            {
                if (!Scaled.TryFromDecimal(value, out var number)) return "refused";
                return number.Mantissa.ToString() + "E" + number.Exponent.ToString() + " " + number.ToString();
            }

            public static string Nulls()
            {
                var message = M.Create();
                message.Ratio = double.NaN;
                var bits = BitConverter.DoubleToUInt64Bits(message.RatioRaw).ToString("X16");
                return message.Count is null && message.Ratio is null && message.Kind is null && message.Price.IsNull
                    && message.CountRaw == M.CountNullValue && message.KindRaw == KindEncoding.NullValue
                    ? bits
                    : "not null";
            }

            public static string UnknownEnumSurvives()
            {
                var message = M.Create();
                message.Kind = (Kind)77;
                return message.Kind.ToString() + " " + KindEncoding.IsKnown((Kind)77);
            }

            public static string Array()
            {
                var message = M.Create();
                message.SetLevels([1, -2, 3]);
                message.SetLevels(1, 5);
                Span<short> copy = stackalloc short[3];
                message.CopyLevelsTo(copy);
                return string.Join(",", copy.ToArray()) + " " + Convert.ToHexString(message.AsBytes()[..6]);
            }

            public static void WrongCount() => M.Create().CopyLevelsTo(new short[2]);

            public static int WrongVersion() => M.Create().TryEncodeAs(9, new byte[99], out var length) ? length : 0;

            public static int ShortDestination() => M.Create().Encode(new byte[9]);

            public static string Constants() => M.VenueText + M.Answer + Convert.ToHexString(M.Venue) + M.Fixedkind;

            public static void TextDoesNotAllocate()
            {
                var message = M.Create();
                message.Symbol = "EURUSD"u8;
                if (message.Symbol.Length != 6) throw new InvalidOperationException();
                if (message.TrySetSymbol("123456789"u8)) throw new InvalidOperationException();
            }
        }
        """;

    private static readonly Lazy<GeneratedAssembly> _structs = new(() => Build("littleEndian"));

    [SharedDataTheory]
    [InlineData("golden-v2.xml")]
    [InlineData("golden-be-v2.xml")]
    public void Size_and_offsets_are_those_of_the_schema(string file)
    {
        var (generated, messages, _) = GoldenAssemblies.For(file);
        var schema = SchemaReader.ReadFile(CodecVectors.SchemaPath(file)).Schema!;
        foreach (var message in schema.Messages)
        {
            var name = messages[..messages.LastIndexOf('.')] + "." + message.Name + (message.IsFixedSize ? "" : "Block");
            var type = generated.Type(name);
            Assert.Equal(Math.Max(1, message.BlockLength), SizeOf(type));
            Assert.Equal(
                message.Fields.Where(field => !field.IsConstant).Select(field => field.Offset),
                type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                    .Select(field => field.GetCustomAttribute<FieldOffsetAttribute>()!.Value));
        }
    }

    [Theory]
    [InlineData("", "/0000000000000000")]
    [InlineData("XY", "XY/5859000000000000")]
    [InlineData("12345678", "12345678/3132333435363738")]
    [InlineData("123456789", "refused, still ABCDEFGH")]
    [InlineData("é", "refused, still ABCDEFGH")]
    public void Text_is_padded_with_nul_and_what_does_not_fit_is_refused(string value, string expected) =>
        Assert.Equal(expected, Call<string, string>("Text", value));

    [Fact]
    public void What_a_caller_gets_wrong_throws_and_says_what()
    {
        Assert.Equal(
            "symbol holds 8 bytes, but the value has 9 or cannot be encoded",
            Assert.Throws<ArgumentException>(_structs.Value.Method<Action>("Structs.Driver", "TooLong")).Message);
        Assert.Equal(
            "levels has 3 elements, but 2 were given",
            Assert.Throws<ArgumentException>(_structs.Value.Method<Action>("Structs.Driver", "WrongCount")).Message);
        Assert.Throws<ArgumentException>(() => { Call<int>("WrongVersion"); });
        Assert.Throws<ArgumentException>(() => { Call<int>("ShortDestination"); });
    }

    [Theory]
    [InlineData("0", "0 0 0")]
    [InlineData("1.5", "150 1.5 1.5")]
    [InlineData("-0.07", "-7 -0.07 -0.07")]
    [InlineData("92233720368547758.07", "9223372036854775807 92233720368547758.07 92233720368547758.07")]
    [InlineData("92233720368547758.08", "refused")]
    [InlineData("0.001", "refused")]
    public void Decimals_are_exact_or_refused(string value, string expected) =>
        Assert.Equal(expected, Call<decimal, string>("Decimals", decimal.Parse(value, null)));

    [Theory]
    [InlineData("1.50", "15E-1 1.5")]
    [InlineData("-1200", "-1200E0 -1200")]
    [InlineData("0", "0E0 0")]
    public void A_decimal_with_its_own_exponent_takes_the_fewest_digits(string value, string expected) =>
        Assert.Equal(expected, Call<decimal, string>("Floating", decimal.Parse(value, null)));

    [Fact]
    public void A_created_message_has_nulls_and_writes_the_nan_of_other_codecs() =>
        Assert.Equal("7FF8000000000000", Call<string>("Nulls"));

    [Fact]
    public void An_unknown_enum_value_survives() => Assert.Equal("77 False", Call<string>("UnknownEnumSurvives"));

    [Fact]
    public void Arrays_have_elements_in_the_order_of_the_wire()
    {
        Assert.Equal("1,5,3 010005000300", Call<string>("Array"));
        Assert.Equal(
            "1,5,3 000100050003",
            Build("bigEndian").Method<Func<string>>("Structs.Driver", "Array")());
    }

    [Fact]
    public void Constants_are_members_of_the_type() => Assert.Equal("XGLD7758474C44B", Call<string>("Constants"));

    [Fact]
    public void Text_as_bytes_does_not_allocate() =>
        Allocation.AssertNone(_structs.Value.Method<Action>("Structs.Driver", "TextDoesNotAllocate"));

    [Fact]
    public void The_same_schema_always_gives_the_same_text()
    {
        var options = new GenerationOptions { Namespace = "Structs" };
        var schema = SchemaReader.ReadText(Xml("littleEndian"), "schema.xml").Schema!;
        Assert.Equal(CSharpGenerator.Generate(schema, options), CSharpGenerator.Generate(schema, options));
        Assert.DoesNotContain(CSharpGenerator.Generate(schema, options), file => file.Source.Contains('\r'));
    }

    private static int SizeOf(Type type) => (int)typeof(Unsafe).GetMethod(nameof(Unsafe.SizeOf))!
        .MakeGenericMethod(type).Invoke(null, null)!;

    private static TResult Call<TResult>(string name) =>
        _structs.Value.Method<Func<TResult>>("Structs.Driver", name)();

    private static TResult Call<T, TResult>(string name, T argument) =>
        _structs.Value.Method<Func<T, TResult>>("Structs.Driver", name)(argument);

    private static GeneratedAssembly Build(string byteOrder) => GeneratedAssembly.OfText(
        Xml(byteOrder), new GenerationOptions { Namespace = "Structs", HotPath = true }, Driver);

    private static string Xml(string byteOrder) => TestSchema.Of(
        """
        <composite name="fixed"><type name="mantissa" primitiveType="int64"/><type
            name="exponent" primitiveType="int8" presence="constant">-2</type></composite>
        <composite name="scaled"><type name="mantissa" primitiveType="int64"/><type
            name="exponent" primitiveType="int8"/></composite>
        <type name="symbol" primitiveType="char" length="8"/>
        <type name="levels" primitiveType="int16" length="3"/>
        <type name="venue" primitiveType="char" presence="constant">XGLD</type>
        <type name="answer" primitiveType="uint8" presence="constant">77</type>
        <enum name="Kind" encodingType="uint8"><validValue name="A">1</validValue><validValue name="B">2</validValue></enum>
        """,
        """
        <sbe:message name="M" id="1">
            <field name="levels" id="1" type="levels"/>
            <field name="symbol" id="2" type="symbol"/>
            <field name="count" id="3" type="uint32" presence="optional"/>
            <field name="ratio" id="4" type="double" presence="optional"/>
            <field name="kind" id="5" type="Kind" presence="optional"/>
            <field name="price" id="6" type="fixed" presence="optional"/>
            <field name="venue" id="7" type="venue"/>
            <field name="answer" id="8" type="answer"/>
            <field name="fixedkind" id="9" type="Kind" presence="constant" valueRef="Kind.B"/>
        </sbe:message>
        """,
        byteOrder,
        version: 1);
}
