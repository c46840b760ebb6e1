using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Simulator;

internal static class JsonNames
{
    /// <summary>The names of an object's members in their order, with blanks between.</summary>
    public static string Names(this JsonElement element) => string.Join(' ', element.EnumerateObject().Select(member => member.Name));
}
