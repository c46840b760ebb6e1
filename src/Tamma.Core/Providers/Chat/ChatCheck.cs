namespace Tamma.Providers.Chat;

/// <summary>What a request is to find out, beside whether the model answers at all.</summary>
public enum ChatCheck
{
    /// <summary>Nothing else.</summary>
    Text,

    /// <summary>Offers one function; a model that calls it can call tools.</summary>
    Tool,

    /// <summary>Asks for JSON with one member.</summary>
    Schema,

    /// <summary>Sends a picture of one pixel. Some models refuse so small a one, so a refusal is weaker evidence than an answer.</summary>
    Image,
}
