using LatencyEngine.Sbe.Schema;

namespace LatencyEngine.Tests.Sbe.Schema;

/// <summary>The null values and ranges of the standard.</summary>
public sealed class PrimitiveTypeTests
{
    [Theory]
    [InlineData("char", 1, "0", "32", "126")]
    [InlineData("int8", 1, "-128", "-127", "127")]
    [InlineData("int16", 2, "-32768", "-32767", "32767")]
    [InlineData("int32", 4, "-2147483648", "-2147483647", "2147483647")]
    [InlineData("int64", 8, "-9223372036854775808", "-9223372036854775807", "9223372036854775807")]
    [InlineData("uint8", 1, "255", "0", "254")]
    [InlineData("uint16", 2, "65535", "0", "65534")]
    [InlineData("uint32", 4, "4294967295", "0", "4294967294")]
    [InlineData("uint64", 8, "18446744073709551615", "0", "18446744073709551614")]
    public void Integers_have_the_null_and_the_range_of_the_standard(
        string name, int size, string nullValue, string min, string max)
    {
        var type = PrimitiveType.Find(name)!;
        Assert.Equal(size, type.Size);
        Assert.Equal(Int128.Parse(nullValue, null), type.NullValue.ToInteger());
        Assert.Equal(Int128.Parse(min, null), type.MinValue.ToInteger());
        Assert.Equal(Int128.Parse(max, null), type.MaxValue.ToInteger());
    }

    [Fact]
    public void Floats_are_null_by_the_quiet_NaN_that_other_codecs_write()
    {
        Assert.Equal(0x7FC0_0000UL, PrimitiveType.Float.NullValue.Bits);
        Assert.Equal(0x7FF8_0000_0000_0000UL, PrimitiveType.Double.NullValue.Bits);
        Assert.Equal(double.MinValue, PrimitiveType.Double.MinValue.ToDouble());
        Assert.Equal(float.MaxValue, PrimitiveType.Float.MaxValue.ToSingle());
    }

    [Fact]
    public void All_primitives_stand_in_the_order_of_their_kinds() =>
        Assert.Equal(Enum.GetValues<PrimitiveKind>(), PrimitiveType.All.Select(p => p.Kind));

    [Fact]
    public void Values_print_as_a_schema_writes_them()
    {
        Assert.Equal("A", new PrimitiveValue(PrimitiveKind.Char, 'A').ToString());
        Assert.Equal("0", PrimitiveType.Char.NullValue.ToString());
        Assert.Equal("-128", PrimitiveType.Int8.NullValue.ToString());
        Assert.Equal("0.1", PrimitiveValue.FromSingle(0.1f).ToString());
        Assert.Equal("NaN", PrimitiveType.Double.NullValue.ToString());
    }
}
