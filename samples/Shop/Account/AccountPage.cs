namespace Shop;

/// <summary><c>/account</c>: sign-in and registration for visitors, orders and profile for customers.</summary>
static class AccountPage
{
    const int OrdersShown = 50;

    static readonly Field SignInEmail = new("email", "Email", "email", "username", Email.MaxLength);
    static readonly Field SignInPassword = new("password", "Password", "password", "current-password", Customers.MaxPasswordLength) { Repeats = false };
    static readonly Field NewName = new("new-name", "Full name", Autocomplete: "name", MaxLength: Address.MaxLength);
    static readonly Field NewEmail = new("new-email", "Email", "email", "email", Email.MaxLength);
    static readonly Field NewPassword = new("new-password", "Password", "password", "new-password", Customers.MaxPasswordLength)
        { Repeats = false, Hint = $"At least {Customers.MinPasswordLength} characters." };

    static readonly Field Name = new("name", "Full name", Autocomplete: "name", MaxLength: Address.MaxLength);
    static readonly Field Street = new("street", "Street and number", Autocomplete: "street-address", MaxLength: Address.MaxLength);
    static readonly Field City = new("city", "Town or city", Autocomplete: "address-level2", MaxLength: Address.MaxLength);
    static readonly Field Postcode = new("postcode", "Postcode", Autocomplete: "postal-code", MaxLength: Address.MaxPostcodeLength);

    public static void MapAccountPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/account", Show);
        app.MapPost("/account/sign-in", SignIn);
        app.MapPost("/account/register", Register);
        app.MapPost("/account/sign-out", SignOut);
        app.MapPost("/account/profile", SaveProfile);
    }

    static Page Show(Visitor visitor, Orders orders) =>
        visitor.Customer is { } customer ? Profile(customer, orders, Form.Blank) : Welcome(Form.Blank, StatusCodes.Status200OK);

    static IResult SignIn(Form form, Visitor visitor, Customers customers)
    {
        if (customers.SignIn(form["email"], form["password"]) is { } customer) return Enter(visitor, customer);
        form.Fail("", "The email address or the password is not right.");
        return Welcome(form, StatusCodes.Status401Unauthorized);
    }

    static IResult Register(Form form, Visitor visitor, Customers customers)
    {
        if (customers.Register(form["new-email"], form["new-name"], form["new-password"], out var errors) is { } customer) return Enter(visitor, customer);
        form.Add(errors);
        return Welcome(form, StatusCodes.Status422UnprocessableEntity);
    }

    static IResult Enter(Visitor visitor, Customer customer)
    {
        visitor.Renew().Customer = customer;
        return Redirect.To("/account");
    }

    static IResult SignOut(Visitor visitor)
    {
        visitor.End();
        return Redirect.To("/");
    }

    static IResult SaveProfile(Form form, Visitor visitor, Orders orders)
    {
        if (visitor.Customer is not { } customer) return Redirect.To("/account");
        var address = new Address(form["name"], form["street"], form["city"], form["postcode"]);
        form.Add(address.Check());
        if (form.Errors.Count > 0) return Profile(customer, orders, form);
        customer.Name = address.Name;
        customer.Address = address;
        return Redirect.To("/account");
    }

    static Page Welcome(Form form, int status) => new("Your account", $"""
        <div class="wrap">
          <h1>Your account</h1>
          {Alert.Bad(form.Errors.GetValueOrDefault(""))}
          <div class="halves">
            <form class="panel" action="/account/sign-in" method="post">
              <h2>Sign in</h2>
              {SignInEmail.Render(form)}
              {SignInPassword.Render(form)}
              <button class="button" type="submit">Sign in</button>
            </form>
            <form class="panel" action="/account/register" method="post">
              <h2>New here?</h2>
              {NewName.Render(form)}
              {NewEmail.Render(form)}
              {NewPassword.Render(form)}
              <button class="button" type="submit">Open an account</button>
            </form>
          </div>
        </div>
        """, status);

    static Page Profile(Customer customer, Orders orders, Form form) => new("Your account", $"""
        <div class="wrap">
          <div class="title-row"><h1>Hello, {customer.FirstName}</h1><form action="/account/sign-out" method="post"><button type="submit">Sign out</button></form></div>
          <div class="halves">
            <section>
              <h2>Your orders</h2>
              {OrderList.Render(orders.Latest(OrdersShown, customer))}
            </section>
            <form class="panel" action="/account/profile" method="post">
              <h2>Your details</h2>
              <p class="small">{customer.Email}</p>
              {Name.Render(form, customer.Name)}
              {Street.Render(form, customer.Address?.Street)}
              <div class="pair">{City.Render(form, customer.Address?.City)}{Postcode.Render(form, customer.Address?.Postcode)}</div>
              <button class="button" type="submit">Save</button>
            </form>
          </div>
        </div>
        """, form.Errors.Count > 0 ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
}
