// VitePress's own theme, and a few rules for the tables that most pages are made of.
import DefaultTheme from 'vitepress/theme';
import './tables.css';

export default DefaultTheme;
