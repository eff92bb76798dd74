using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using LatencyEngine.Domain;
using LatencyEngine.Journal.Records;

namespace LatencyEngine.Host.Journal.Fields;

/// <summary>
/// Every message of the engine's schema that a journal may have, found once by looking at the structs that it was
/// compiled to. Cold; immutable.
/// </summary>
internal static class MessageShapes
{
    public const int TemplateEnd = RecordKinds.FirstStreamTemplateId;

    private const string BlockSuffix = "Block";
    private const string NullSuffix = "NullValue";

    private static readonly MessageShape?[] ByTemplate = Build();

    private static readonly MessageField?[] OrderFields = [.. ByTemplate.Select(shape => shape?.Find("orderId"))];

    public static IEnumerable<MessageShape> All => ByTemplate.Where(shape => shape is not null)!;

    /// <returns><c>null</c> for a template that this version does not know.</returns>
    public static MessageShape? Of(int templateId) => templateId < TemplateEnd ? ByTemplate[templateId] : null;

    /// <summary>The field by which a message names an order; <c>null</c> for one that names none.</summary>
    public static MessageField? OrderFieldOf(int templateId) => templateId < TemplateEnd ? OrderFields[templateId] : null;

    public static MessageShape? Find(string name) =>
        All.FirstOrDefault(shape => shape.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>For people: also of messages that a newer version added.</summary>
    public static string NameOf(int templateId) =>
        Of(templateId)?.Name ?? string.Create(CultureInfo.InvariantCulture, $"Message{templateId}");

    private static MessageShape?[] Build()
    {
        var shapes = new MessageShape?[TemplateEnd];
        for (var template = 0; template < TemplateEnd; template++)
        {
            var name = Encoding.UTF8.GetString(LatencyEngineMessages.NameOf(template));
            if (name.Length > 0) shapes[template] = new MessageShape(name, template, FieldsOf(name));
        }

        return shapes;
    }

    private static List<MessageField> FieldsOf(string message)
    {
        var words = typeof(LatencyEngineMessages);
        var block = words.Assembly.GetType($"{words.Namespace}.{message}")
            ?? words.Assembly.GetType($"{words.Namespace}.{message}{BlockSuffix}", throwOnError: true)!;
        var fields = from field in block.GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
                     let place = field.GetCustomAttribute<FieldOffsetAttribute>()
                     where place is not null
                     orderby place.Value
                     select FieldOf(block, field, place.Value);
        return [.. fields];
    }

    private static MessageField FieldOf(Type block, FieldInfo field, int offset)
    {
        var name = field.Name.TrimStart('_');
        var property = char.ToUpperInvariant(name[0]) + name[1..];
        var isEnum = field.FieldType.IsEnum;
        var stored = isEnum ? Enum.GetUnderlyingType(field.FieldType) : field.FieldType;
        var isNumber = stored.IsPrimitive;
        var form = isNumber ? FormOf(stored)
            : block.GetProperty(property + "Text") is not null ? FieldForm.Text : FieldForm.Bytes;
        var size = isNumber ? Marshal.SizeOf(stored) : LengthOf(block, property);
        return new MessageField(
            name, offset, size, form, isNumber ? FieldUnits.Of(name) : FieldUnit.Plain, isEnum ? field.FieldType : null,
            NullOf(block, property));
    }

    private static FieldForm FormOf(Type stored) =>
        stored == typeof(sbyte) || stored == typeof(short) || stored == typeof(int) || stored == typeof(long)
            ? FieldForm.Signed
            : FieldForm.Unsigned;

    private static int LengthOf(Type block, string property) => (int)block.GetField(property + "Length")!.GetRawConstantValue()!;

    private static Int128? NullOf(Type block, string property) => block.GetField(property + NullSuffix)?.GetRawConstantValue() switch
    {
        ulong value => value,
        null => null,
        var value => Convert.ToInt64(value, CultureInfo.InvariantCulture),
    };
}
